import { argument, type Args } from './arguments.ts'
import { nameOf, pairsOf } from './collections.ts'
import { spanOf } from './constants.ts'
import type { Method } from './frames.ts'
import type { Job } from './job.ts'
import { beginningOf, entryOf, entryOfCall } from './names.ts'
import { sqlSetting } from './sql.ts'
import { NOT_UNDERSTOOD, SESSION, textOf, type Builder, type CallMark, type Conf, type Entry, type Item, type Thing } from './things.ts'

/** `SparkSession.builder` and what is called on it. */
export function builderMethod(job: Job, builder: Builder, method: Method, args: Args): Thing {
  const mark: CallMark = { call: method.start, chain: method.chain }
  switch (method.name) {
    case 'config':
      config(job, args, mark)
      return builder
    case 'master':
      if (args.positional[0]) record(job, { ...entryOfCall('spark.master', { nameAt: spanOf(method), nameIs: 'keyword' }, args.positional[0], mark, job), nameIs: 'method' })
      return builder
    case 'getOrCreate':
    case 'create':
      job.seen.session.terminal ??= mark
      return SESSION
    default:
      return builder
  }
}

/** `config("k", v)`, `config(conf=conf)`, `config(map={…})`. */
function config(job: Job, args: Args, mark: CallMark): void {
  job.seen.session.calls.push(mark)
  const map = args.named.get('map')
  const conf = args.named.get('conf')
  if (map) recordPairs(job, map.value, `config(map=…) is not in sight`)
  if (conf && conf.value.is !== 'conf') job.seen.session.open ??= 'config(conf=…) is not in sight'
  if (args.open !== undefined) job.seen.session.open ??= args.open
  if (!map && !conf) setting(job, argument(args, 0, 'key'), argument(args, 1, 'value'), mark)
}

/** `SparkConf()` and the `conf` of a session. */
export function confMethod(job: Job, conf: Conf, method: Method, args: Args): Thing {
  const mark: CallMark = { call: method.start, chain: method.chain }
  switch (method.name) {
    case 'set':
    case 'setIfMissing':
    case 'setConf':
      job.seen.session.sets.push(mark)
      setting(job, argument(args, 0, 'key'), argument(args, 1, 'value'), mark, conf.isLive)
      return conf
    case 'setAll':
      recordPairs(job, args.positional[0]?.value ?? NOT_UNDERSTOOD, 'setAll(…) is not in sight')
      return conf
    case 'setMaster':
      if (args.positional[0]) record(job, { ...entryOfCall('spark.master', { nameAt: spanOf(method), nameIs: 'keyword' }, args.positional[0], mark, job), nameIs: 'method' })
      return conf
    case 'setAppName':
    case 'setSparkHome':
    case 'setExecutorEnv':
      return conf
    default:
      return NOT_UNDERSTOOD
  }
}

/** `SparkContext("local[2]", …)`. */
export function contextMaster(job: Job, method: Method, args: Args): void {
  const master = argument(args, 0, 'master')
  if (textOf(master?.value) === undefined || !master) return
  record(job, { ...entryOfCall('spark.master', { nameAt: spanOf(method), nameIs: 'keyword' }, master, { call: method.start, chain: method.chain }, job), nameIs: 'method' })
}

/** What is looked for in a session; `f"spark.sql.catalog.{name}"` is none of it, whatever the name. */
const ASKED_FOR = ['spark.sql.streaming.checkpointLocation', 'spark.sql.sources.default', 'spark.master']

function setting(job: Job, key: Item | undefined, value: Item | undefined, mark: CallMark, isLive = false): void {
  const name = textOf(key?.value)
  if (!key || !value || name === undefined) {
    const begins = key && beginningOf(job.text, key.at)
    if (begins === undefined || ASKED_FOR.some((k) => k.startsWith(begins))) job.seen.session.open ??= 'the name of a setting is not in sight'
  } else record(job, live(job, entryOfCall(name, nameOf(key.value, key.at, job.isLooped), value, mark, job), isLive))
}

function recordPairs(job: Job, given: Thing, unseen: string): void {
  const pairs = pairsOf(given)
  for (const pair of pairs?.pairs.values() ?? []) record(job, entryOf(pair, job))
  if (!pairs || pairs.open !== undefined) job.seen.session.open ??= pairs?.open ?? unseen
}

function record(job: Job, entry: Entry): void {
  const { entries } = job.seen.session
  if (!entry.name.startsWith('spark.') || entries.some((e) => e.name === entry.name && e.nameAt.start === entry.nameAt.start && e.use.start === entry.use.start)) return
  entries.push(entry)
  job.seen.session.statement ??= job.statementSpan
  job.seen.session.anchor ??= job.anchor
}

const live = (job: Job, entry: Entry, isLive: boolean): Entry => (isLive && job.tries === 0 ? { ...entry, isLive } : entry)

/** `spark.sql("SET k = v")`. */
export function sqlSet(job: Job, text: Item): boolean {
  const literal = text.value.is === 'const' ? text.value.literal : undefined
  const set = literal && sqlSetting(job.text.slice(literal.start, literal.end))
  if (!literal || !set) return false
  const [from, at] = [literal.start + set.keyAt, literal.start + set.valueAt]
  const use = { start: at, end: at + set.value.length }
  const value: Thing = { is: 'const', of: 'text', text: set.value, literal: { ...use, quote: literal.quote, isRaw: literal.isRaw } }
  const entry: Entry = { name: set.key, nameAt: { start: from, end: from + set.key.length }, nameIs: 'string', value, use, within: { how: 'statement', unit: job.statementSpan } }
  record(job, live(job, entry, true))
  return true
}
