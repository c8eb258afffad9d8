import fc from 'fast-check'
import { at, type KeyRecord } from '../../core/catalogue/record.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { version } from '../../core/text/version.ts'
import { SPELLINGS, textOf, type Component, type Entry, type Question } from './questions.ts'

/** Why a key is not asked by its value: what decides is outside the file, or the rule that judges it is asked elsewhere. */
const NOT_ASKED: Readonly<Record<string, string>> = {
  'bootstrap.servers': 'hosts are looked up; addresses of this machine are asked in `families.ts`',
  'message.format.version': 'its words are the releases that the broker knows',
  'inter.broker.protocol.version': 'its words are the releases that the broker knows',
}
export const isAsked = (key: string, { type, documented }: KeyRecord): boolean => type !== 'class' && documented !== true && !(key in NOT_ASKED)

/** Ways to write a value that are right for some type and wrong for most. */
const ODD: readonly string[] = ['', '0', '1', '-1', '+1', '01', '5.0', '1e3', '.5', '0.25', '1_000', '1,000', '0x10', '16KB', '10MB', '7d', '5 min', '100L', 'NaN']
const WORDS: readonly string[] = [
  'true',
  'false',
  'TRUE',
  'False',
  'yes',
  'no',
  'on',
  'null',
  'none',
  'default',
  'all',
  'ALL',
  'a',
  'a,',
  ',a',
  'a,b',
  'a,,b',
  'a,a',
  ',',
  '*',
  '0:1',
  '0:1,1:2',
  'P7D',
  'by_duration:P7D',
  'by_duration:-P1D',
  'by_duration:-P-1D',
  'by_duration:P1DT-25H',
  'by_duration:PT-1H61M',
  'by_duration:PT-0.5S',
  'by_duration:7d',
  'by_duration:PT1H30M',
  'by_duration:',
]
const BOUNDS: readonly string[] = ['32767', '32768', '2147483647', '2147483648', '-2147483648', '-2147483649', '9223372036854775807', '9223372036854775808']

/** What the key itself says: its default, its words in other letter cases, both sides of its bounds. */
function ownValues(record: KeyRecord): string[] {
  const histories = (record.valid ?? []).map(([, valid]) => valid)
  const words = histories.flatMap((v) => [...(v?.in ?? []), ...(v?.list ?? [])])
  const bounds = histories.flatMap((v) => [v?.min, v?.max]).filter((n) => n !== undefined)
  const step = record.type === 'double' ? 0.01 : 1
  return [
    ...(record.default ?? []).flatMap(([, text]) => text ?? []),
    ...words.flatMap((w) => [w, w.toUpperCase(), w.toLowerCase(), ` ${w} `, `${w},`, `${w},${w}`]),
    ...bounds.flatMap((n) => [n, n - step, n + step]).map((n) => (Number.isSafeInteger(n) || step < 1 ? String(n) : BigInt(n).toString())),
  ]
}

const spelling = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(SPELLINGS.length - 1) })

export function entry(keys: readonly (readonly [string, KeyRecord])[]): fc.Arbitrary<Entry> {
  return fc.constantFrom(...keys).chain(([key, record]) => {
    const own = ownValues(record)
    const value = fc.oneof(
      { weight: own.length > 0 ? 3 : 0, arbitrary: fc.constantFrom(...(own.length > 0 ? own : [''])) },
      { weight: 2, arbitrary: fc.constantFrom(...ODD) },
      { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
      { weight: 1, arbitrary: fc.constantFrom(...BOUNDS) },
      { weight: 1, arbitrary: fc.integer().map(String) },
    )
    return fc.record({ key: fc.constant(key), value, spelling })
  })
}

/** One to three keys of the release, each with a value that may be right or wrong for it. */
export function valueQuestions(component: Component, release: string, seed: number, count: number): Question[] {
  const v = version(release)
  const keys = [...tables[component]()].filter(([key, record]) => isAsked(key, record) && (record.known === undefined || at(record.known, v) === true))
  const entries = fc.oneof({ weight: 4, arbitrary: fc.tuple(entry(keys)) }, { weight: 1, arbitrary: fc.array(entry(keys), { minLength: 2, maxLength: 3 }) })
  const one = fc.record({ component: fc.constant(component), entries, eol: fc.constant('\n') })
  const sampled = fc.sample(one, { seed, numRuns: 2 * count })
  return [...new Map(sampled.map((q) => [textOf(q), q])).values()].slice(0, count)
}
