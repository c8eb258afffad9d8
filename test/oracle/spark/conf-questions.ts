import type { KeyRecord } from '../../../core/catalogue/record.ts'
import { tables } from '../../../core/catalogue/tables.ts'
import { isKnown, validAt } from '../../../core/catalogue/lookup.ts'
import { newest } from '../../../core/catalogue/releases.ts'
import { readByQueries } from '../../../core/catalogue/spark-late-checks.ts'
import spark from '../../../core/catalogue/data/spark.json' with { type: 'json' }
import { sparkRecordsOf, type SparkFile } from '../../../core/catalogue/spark-table.ts'

export interface ConfQuestion {
  readonly ask: 'read' | 'set' | 'live' | 'sql' | 'query' | 'build' | 'start'
  readonly key: string
  readonly text: string
}

/** Texts that are right, nearly right and wrong, for every key of a type. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', ' FALSE ', 'yes', '1', '', '"true"', 'tru', 'on'],
  int: ['5', '+5', ' 7 ', '1_000', '10k', '1.0', '', '2147483647', '2147483648', '-1', '0', '0x10', 'five'],
  long: ['5', '+5', ' 7 ', '1_000', '10L', '1.0', '', '9223372036854775807', '9223372036854775808', '-1', '0'],
  double: ['0.5', '.5', '5.', '1e-3', ' 0.25 ', '0,5', '50%', '', '0.5d', '-0.5', '0', '1', '1.5', 'half', 'Infinity'],
  time: ['10s', '500ms', '5min', '10', ' 10s ', '10 seconds', '10 s', '1.5h', '-1', '0', '', '10sec', '1w', '300S', '10ns'],
  bytes: ['1g', '64m', '10', '512KB', '1.5g', '1 g', '-1', '-1m', '0', '', '1gib', '10x', ' 32m ', '1b', '--1', '- 1g'],
  enum: ['~weir~', '', ' '],
}

/** Both sides of every bound, as a bare number. */
function atBounds({ type }: KeyRecord, { min, max, over, under }: { min?: number; max?: number; over?: number; under?: number }): string[] {
  const step = type === 'double' ? 0.001 : 1
  const exact = (n: number | undefined): number[] => (n === undefined || !Number.isSafeInteger(n) ? [] : [n - step, n, n + step])
  return [min, max, over, under].flatMap(exact).map(String)
}

const ofWords = (words: readonly string[] | undefined): string[] => (words ?? []).flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()])

const release = newest('spark')
/** Every entry of the newest release whose values are judged. */
export const judgedKeys: readonly (readonly [key: string, record: KeyRecord])[] = [...tables['spark-session']()].filter(
  ([, record]) => record.readWhen !== undefined && isKnown(record, release) && record.type in TEXTS,
)

/** Not asked: this converter alone does not trim, and we let blanks through. */
const UNTRIMMED = 'spark.sql.optimizer.datasourceV2ExprFolding'

function textsOf(key: string, record: KeyRecord): string[] {
  const valid = validAt(record, release) ?? {}
  const texts = new Set([...(TEXTS[record.type] ?? []), ...atBounds(record, valid), ...ofWords(valid.in)])
  return [...texts].filter((text) => key !== UNTRIMMED || text === text.trim())
}

/** Of each key all texts to its converter, one wrong text at the moment that the catalogue says; a session is built with one key of each type. */
export function confQuestions(): ConfQuestion[] {
  const read = judgedKeys.flatMap(([key, record]) => textsOf(key, record).map((text): ConfQuestion => ({ ask: 'read', key, text })))
  const late = judgedKeys.flatMap(([key, record]): ConfQuestion[] => {
    if (record.readWhen === 'use') return []
    if (record.readWhen === 'start') return [{ ask: 'start', key, text: '~weir~' }]
    return [{ ask: isStatic.has(key) ? 'build' : 'set', key, text: WRONG }]
  })
  return [...read, ...late, ...sample.map((key): ConfQuestion => ({ ask: 'build', key, text: WRONG }))]
}

const WRONG = '~weir~'
const all = [...sparkRecordsOf(spark as unknown as SparkFile)]
const isStatic: ReadonlySet<string> = new Set(all.filter(([, record]) => record.static).map(([key]) => key))
/** Session keys that are put into the configuration of the application: one of each type. */
const sample = Object.keys(TEXTS).flatMap((type) => judgedKeys.find(([, record]) => record.type === type && record.readWhen === 'set')?.[0] ?? [])

/** Every key that is no session's own to a session that runs, of those that SET can name a part in SQL as well. */
export function liveQuestions(): ConfQuestion[] {
  const keys = all.filter(([, record]) => !record.session).map(([key]) => key)
  const inSql = keys.filter((key, i) => /^[\w.]+$/.test(key) && i % 8 === 0)
  return [...keys.map((key): ConfQuestion => ({ ask: 'live', key, text: 'x' })), ...inSql.map((key): ConfQuestion => ({ ask: 'sql', key, text: 'x' }))]
}

/** Both sides of what a query refuses; those that need a state cost a second each. */
export function queryQuestions(withState: boolean): ConfQuestion[] {
  const keys = readByQueries.filter((key) => withState || !key.includes('.rocksdb.'))
  return keys.flatMap((key) => ['-1', '0', '1', key.includes('.rocksdb.') ? 'true' : '+1'].map((text): ConfQuestion => ({ ask: 'query', key, text })))
}

/** Several settings of an application at once. */
export interface StartQuestion {
  readonly ask: 'start'
  readonly settings: Readonly<Record<string, string>>
}
const TIMEOUT = 'spark.network.timeout'
const HEARTBEAT = 'spark.executor.heartbeatInterval'
const INTERVAL = 'spark.network.timeoutInterval'
const HELD = 'spark.storage.blockManagerHeartbeatTimeoutMs'
/** The three timeouts that a start compares, at their edges and in their units. */
export const timeoutQuestions: readonly StartQuestion[] = [
  ...['10s', '11s', '59999ms', '60s', '60', '1m', '0'].map((timeout) => ({ [TIMEOUT]: timeout })),
  ...['119999ms', '120s', '120000', '120', '2min', '0', '-1'].map((heartbeat) => ({ [HEARTBEAT]: heartbeat })),
  ...['120s', '120001', '0'].map((interval) => ({ [INTERVAL]: interval })),
  { [TIMEOUT]: '11s', [INTERVAL]: '11s' },
  { [TIMEOUT]: '11s', [INTERVAL]: '11001ms' },
  { [TIMEOUT]: '10s', [INTERVAL]: '5s' },
  { [TIMEOUT]: '61500ms', [HEARTBEAT]: '61s' },
  { [TIMEOUT]: '61500ms', [HEARTBEAT]: '60999ms' },
  { [TIMEOUT]: '61999ms', [INTERVAL]: '61500ms' },
  { [TIMEOUT]: '1h', [HEARTBEAT]: '3599999' },
  { [TIMEOUT]: '1h', [HEARTBEAT]: '1h' },
  { [TIMEOUT]: '30s', [HELD]: '61s' },
  { [TIMEOUT]: '5s', [HELD]: '120s' },
  { [HELD]: '50s' },
  { [HELD]: '9s', [INTERVAL]: '5s' },
  { [HELD]: '10000', [INTERVAL]: '5s' },
  { 'spark.storage.blockManagerSlaveTimeoutMs': '50s' },
].map((settings): StartQuestion => ({ ask: 'start', settings }))
