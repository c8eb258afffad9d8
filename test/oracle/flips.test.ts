import { describe, expect, it } from 'vitest'
import type { KeyRecord, Valid } from '../../core/catalogue/record.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { forgetTraits } from '../../core/components/settings.ts'
import { whySkipped } from './jvm.ts'
import { COMPONENTS, questions, type Component, type Question } from './questions.ts'
import { valueQuestions } from './value-questions.ts'
import { isRead, judge, judgeAgain, type Judged, type Sample } from './verdicts.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
const RELEASE = '4.4.0'
const SEED = 20_261_126
const VALUES = 6000
const PAIRS = 1500
const SAMPLE: Sample = { producer: 1e9, consumer: 1e9, topic: 1e9 }

/** With a value that shows it, where one that was generated may not. */
type Flip = readonly [component: Component, key: string, what: string, flip: (record: KeyRecord) => KeyRecord, value?: string]
const asking = (component: Component, key: string, value: string): Question => ({ component, entries: [{ key, value, spelling: 0 }], eol: '\n' })

const typed =
  (type: KeyRecord['type']) =>
  (record: KeyRecord): KeyRecord => ({ ...record, type })
const valid =
  (change: (valid: Valid) => Valid) =>
  (record: KeyRecord): KeyRecord => ({ ...record, valid: (record.valid ?? []).map(([v, held]) => [v, held && change(held)] as const) })
const without = (word: string) => valid((v) => ({ ...v, in: (v.in ?? []).filter((w) => w !== word) }))
const withWord = (word: string) => valid((v) => ({ ...v, in: [...(v.in ?? []), word] }))
const shifted = (bound: 'min' | 'max', by: number) => valid((v) => ({ ...v, [bound]: (v[bound] ?? 0) + by }))
const byDefault =
  (text: string) =>
  (record: KeyRecord): KeyRecord => ({ ...record, default: [[0, text]] })
const gone = (record: KeyRecord): KeyRecord => ({ ...record, known: [[0, false]] })

/** One fact each: a type, a bound, a word, the case rule of a word, a default, whether the release knows the key. */
const FLIPS: readonly Flip[] = [
  ['consumer', 'max.poll.records', 'its lower bound', shifted('min', -1)],
  ['consumer', 'fetch.min.bytes', 'its lower bound', shifted('min', 1)],
  ['consumer', 'isolation.level', 'a word less', without('read_committed')],
  ['consumer', 'isolation.level', 'a word more', withWord('none'), 'none'],
  ['consumer', 'enable.auto.commit', 'its type', typed('string')],
  ['consumer', 'metadata.recovery.strategy', 'its case rule', valid((v) => ({ ...v, anyCase: false }))],
  ['consumer', 'session.timeout.ms', 'its default', byDefault('2000')],
  ['consumer', 'heartbeat.interval.ms', 'its default', byDefault('50000')],
  ['consumer', 'interceptor.classes', 'whether an entry may be empty', valid(({ emptyAllowed: _, ...v }) => v)],
  ['producer', 'acks', 'its case rule', valid((v) => ({ ...v, anyCase: true }))],
  ['producer', 'compression.type', 'a word less', without('lz4')],
  ['producer', 'compression.zstd.level', 'its upper bound', shifted('max', 1)],
  ['producer', 'batch.size', 'its type', typed('long')],
  ['producer', 'linger.ms', 'its default', byDefault('100000')],
  ['producer', 'request.timeout.ms', 'its default', byDefault('1')],
  ['topic', 'retention.ms', 'its lower bound', shifted('min', 1)],
  ['topic', 'segment.bytes', 'its lower bound', shifted('min', -1)],
  ['topic', 'compression.type', 'a word more', withWord('none'), 'none'],
  ['topic', 'min.cleanable.dirty.ratio', 'its type', typed('int')],
  ['topic', 'message.timestamp.type', 'whether the release knows it', gone],
]

/** The facts are put back whatever happens. */
function flipped<T>([component, key, , flip]: Flip, work: () => T): T {
  const records = tables[component]() as Map<string, KeyRecord>
  const held = records.get(key)
  if (!held) throw new Error(`${component} has no ${key}`)
  const put = (record: KeyRecord): void => {
    records.set(key, record)
    forgetTraits()
  }
  put(flip(held))
  try {
    return work()
  } finally {
    put(held)
  }
}

describe.skipIf(reason !== undefined)('one wrong fact of the catalogue is noticed', () => {
  const answered = new Map<Component, Judged[]>()

  it.each(COMPONENTS)('all facts are right of a %s', async (component) => {
    const pointed = FLIPS.flatMap(([of, key, , , value]) => (of === component && value !== undefined ? [asking(component, key, value)] : []))
    const asked = [...pointed, ...valueQuestions(component, RELEASE, SEED, VALUES), ...questions(component, SEED, PAIRS)].filter(isRead)
    const judged = await judge(RELEASE, asked, SAMPLE)
    answered.set(component, judged)
    expect(judged.filter((j) => j.difference)).toEqual([])
  })

  it.each(FLIPS.map((flip) => [flip[0], flip[1], flip[2], flip] as const))('%s %s: %s', (component, key, _, flip) => {
    const about = answered.get(component)?.filter(({ question }) => flip[2] === 'its default' || question.entries.some((e) => e.key === key)) ?? []
    expect(about.length).toBeGreaterThan(0)
    expect(judgeAgain(RELEASE, about).filter((j) => j.difference)).toEqual([])
    expect(flipped(flip, () => judgeAgain(RELEASE, about)).filter((j) => j.difference).length).toBeGreaterThan(0)
  })
})
