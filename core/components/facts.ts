import { parseSize, parseTime, type Bytes, type Millis } from '../catalogue/units.ts'
import type { Span } from '../text/span.ts'

/** What no configuration says but the best rules need; stated by the user in a comment or in `weir.yaml`. */
export interface Facts {
  /** Time to process one record, mean. */
  'record-time': Millis
  /** The same, 99th percentile; taken before the mean where both are stated. */
  p99: Millis
  /** Time to process what one poll returns. */
  'batch-time': Millis
  /** Longest stall of the whole process: garbage collection, CPU throttling, a suspended machine. */
  'max-pause': Millis
  /** How far the slowest reader may be behind, at worst. */
  'worst-lag': Millis
  /** Time from an outage to the first record read again. */
  recovery: Millis
  /** Records a second at peak. */
  'peak-rate': number
  'record-size': Bytes
  /** No record may be lost: what would only be a risk elsewhere is an error. */
  'no-loss': boolean
}
export type FactName = keyof Facts

type Quantity = 'time' | 'rate' | 'size' | 'flag'
type FactValue = Facts[FactName]
export const FACTS: Readonly<Record<FactName, { readonly quantity: Quantity; readonly says: string; readonly example: string }>> = {
  'record-time': { quantity: 'time', says: 'time to process one record', example: '50ms' },
  p99: { quantity: 'time', says: 'time to process one record, 99th percentile', example: '120ms' },
  'batch-time': { quantity: 'time', says: 'time to process what one poll returns', example: '20s' },
  'max-pause': { quantity: 'time', says: 'longest stall of the whole process (garbage collection, CPU throttling)', example: '5s' },
  'worst-lag': { quantity: 'time', says: 'how far the slowest reader may fall behind', example: '12h' },
  recovery: { quantity: 'time', says: 'time until reading goes on after an outage', example: '2h' },
  'peak-rate': { quantity: 'rate', says: 'records a second at peak', example: '5000/s' },
  'record-size': { quantity: 'size', says: 'size of a record', example: '1KiB' },
  'no-loss': { quantity: 'flag', says: 'no record may be lost', example: 'true' },
}
export const isFactName = (name: string): name is FactName => Object.hasOwn(FACTS, name)

export interface StatedFact {
  readonly value: FactValue
  /** Where it is stated, if that is in the file. */
  readonly at?: Span
  /** Where it comes from, for people: `weir.yaml`, `a comment`. */
  readonly from: string
}
export type StatedFacts = Readonly<Partial<Record<FactName, StatedFact>>>

const PER: Readonly<Record<string, number>> = { s: 1, sec: 1, second: 1, m: 60, min: 60, minute: 60, h: 3600, hour: 3600, d: 86_400, day: 86_400 }

/** Records a second of `5000/s`, `12k/s`, `300/min`. */
function parseRate(text: string): number | undefined {
  const m = /^\s*(\d+(?:\.\d+)?)\s*([km]?)\s*\/\s*([a-z]+)\s*$/i.exec(text)
  const per = m?.[3] === undefined ? undefined : PER[m[3].toLowerCase()]
  if (!m || typeof per !== 'number') return undefined
  const factor = { k: 1000, m: 1_000_000 }[(m[2] ?? '').toLowerCase()] ?? 1
  return (Number(m[1]) * factor) / per
}

const parseFlag = (text: string): boolean | undefined => ({ true: true, false: false })[text.trim().toLowerCase()]

const PARSERS: Readonly<Record<Quantity, (text: string) => FactValue | undefined>> = { time: parseTime, rate: parseRate, size: parseSize, flag: parseFlag }
export const parseFact = (name: FactName, text: string): FactValue | undefined => PARSERS[FACTS[name].quantity](text)

/** What a value that cannot be read should have been. */
export const expectedFact = (name: FactName): string => `${name} needs ${FACTS[name].quantity === 'flag' ? 'true or false' : 'a value with a unit'}, such as ${FACTS[name].example}`
