import fc from 'fast-check'
import { isOwnKey } from '../../core/catalogue/components.ts'
import { kafkaNames } from '../../core/catalogue/kafka-tables.ts'
import { defaultAt, knows, recordOf } from '../../core/catalogue/lookup.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { invalid } from '../../core/catalogue/validity.ts'
import { version } from '../../core/text/version.ts'
import { escaped } from './questions.ts'
import { entryOfKeys, isAsked } from './value-questions.ts'

export interface GroupQuestion {
  readonly key: string
  readonly value: string
}

/** Written so that Java reads exactly this value. */
export const lineOf = ({ key, value }: GroupQuestion): object => ({ ask: 'group', text: `${key}=${escaped(value)}` })

/** The words of a consumer's reset, of which a share group lacks one. */
const RESETS: readonly GroupQuestion[] = ['earliest', 'latest', 'none', 'by_duration:P7D', 'by_duration:-P1D'].map((value) => ({ key: 'share.auto.offset.reset', value }))

/** Whether the release has groups that can be configured. */
export const hasGroups = (release: string): boolean => [...tables.group().keys()].some((key) => knows('group', key, version(release)))

/** What the broker has as bounds, and the next on the other side; values of all kinds for keys of the catalogue, those of other releases among them; keys that no group has. */
export function groupQuestions(release: string, seed: number, count: number): GroupQuestion[] {
  const own = [...tables.group()].filter(([key, record]) => isAsked(key, record))
  const strange = [...kafkaNames('consumer'), ...kafkaNames('broker'), ...own.map(([key]) => `${key}s`)].filter((key) => !isOwnKey('group', key))
  const one = fc.oneof({ weight: 9, arbitrary: entryOfKeys(own) }, { weight: 1, arbitrary: fc.record({ key: fc.constantFrom(...strange), value: fc.constant('1') }) })
  const sampled = fc.sample(one, { seed, numRuns: 2 * count }).map(({ key, value }) => ({ key, value }))
  const pointed = [...RESETS, ...own.flatMap(([key]) => atBounds(key, release))]
  return [...new Map([...pointed, ...sampled].map((q) => [`${q.key}=${q.value}`, q])).values()].slice(0, count)
}

const atBounds = (key: string, release: string): GroupQuestion[] => {
  const { min, max, words } = broker(key, release)
  return [...[min - 1, min, max, max + 1].filter(Number.isFinite).map(String), ...words.flatMap((word) => [word, word.toUpperCase()])].map((value) => ({ key, value }))
}

/** Why we say that the broker refuses it, if we do. */
export function refusalOf({ key, value }: GroupQuestion, release: string): string | undefined {
  const v = version(release)
  const record = recordOf('group', key)
  if (!record || !knows('group', key, v)) return 'unknown'
  return invalid('group', key, record, value, v)?.why ?? refusedByBroker(key, value, release)
}

function refusedByBroker(key: string, value: string, release: string): string | undefined {
  const { min, max, words } = broker(key, release)
  if (words.length > 0 && !words.includes(value)) return `not one of the broker’s ${words.join(', ')}`
  return Number(value) < min || Number(value) > max ? 'outside the broker’s bounds' : undefined
}

/** What a broker at its defaults lets a group have, as our catalogue of its keys says: `group.consumer.min.session.timeout.ms` bounds `consumer.session.timeout.ms`. */
function broker(key: string, release: string): { readonly min: number; readonly max: number; readonly words: readonly string[] } {
  const [, family, rest] = /^(\w+)\.(?:num\.)?(.+)$/.exec(key) ?? []
  const said = (name: string): string | undefined => defaultAt('broker', `group.${family}.${name}`, version(release))
  const words = rest === 'assignor.name' ? said('assignors')?.split(',') : undefined
  return { min: Number(said(`min.${rest}`) ?? -Infinity), max: Number(said(`max.${rest}`) ?? Infinity), words: words ?? [] }
}
