import fc from 'fast-check'
import { isOwnKey } from '../../core/catalogue/components.ts'
import { kafkaComponents, kafkaNames } from '../../core/catalogue/kafka-tables.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { CONSUMER, isBrokerKey, PRODUCER } from '../../core/dialects/shared/kafka-evidence.ts'
import { FAMILIES, LOGIN, oneOf } from './families.ts'

export const COMPONENTS = ['producer', 'consumer', 'topic'] as const
export type Component = (typeof COMPONENTS)[number]

export interface Entry {
  readonly key: string
  readonly value: string
  /** Which of `SPELLINGS` writes it. */
  readonly spelling: number
}
/** A file about one component: what makes it known as such, then what is judged. */
export interface Question {
  readonly component: Component
  readonly entries: readonly Entry[]
  readonly eol: string
}

const BYTES = 'org.apache.kafka.common.serialization.ByteArray'
const BASE: Readonly<Record<Component, readonly string[]>> = {
  producer: ['bootstrap.servers=127.0.0.1:9', `key.serializer=${BYTES}Serializer`, `value.serializer=${BYTES}Serializer`],
  consumer: ['bootstrap.servers=127.0.0.1:9', `key.deserializer=${BYTES}Deserializer`, `value.deserializer=${BYTES}Deserializer`],
  topic: ['retention.ms=604800000'],
}
/** Names that say nothing of tests or examples: those would not lower a refusal, but the files of production are what is meant. */
export const FILES: Readonly<Record<Component, string>> = { producer: 'orders-producer.properties', consumer: 'orders-consumer.properties', topic: 'topic-orders.properties' }

export const escaped = (text: string): string => Array.from(text, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

/** The plain one first: where it is to blame, shrinking gets there. */
export const SPELLINGS: readonly ((key: string, value: string, eol: string) => string)[] = [
  (key, value) => `${key}=${value}`,
  (key, value) => `${key} : ${value}`,
  (key, value) => `\t${key}\t${value}`,
  (key, value) => `${key}=${value} \t`,
  (key, value, eol) => `${key}=\\${eol}    ${value}`,
  (key, value) => `${escaped(key.slice(0, 1))}${key.slice(1)}=${value}`,
  (key, value) => `${key}=${escaped(value)}`,
  (key, value, eol) => `# ${key}=0${eol}${key} = ${value}`,
]

export const textOf = ({ component, entries, eol }: Question): string => [...BASE[component], ...entries.map((e) => SPELLINGS[e.spelling]!(e.key, e.value, eol)), ''].join(eol)

/** Every name that the catalogue has of another component, but for those that make the file one of another kind. */
const foreign = [...new Set([...kafkaComponents.flatMap(kafkaNames), ...tables.producer().keys(), ...tables.consumer().keys()])].filter(
  (key) => !isOwnKey('topic', key) && !PRODUCER.has(key) && !CONSUMER.has(key) && key !== 'connector.class' && key !== 'application.id',
)
const own = [...tables.topic().keys()].filter((key) => !key.startsWith('topic.'))
/** A topic's key with a letter more, less, or another one. */
const misspelt = fc
  .tuple(fc.constantFrom(...own), fc.nat(), oneOf('', 's', '_', 'x.'), fc.nat(1))
  .map(([key, at, letter, gone]) => key.slice(0, at % key.length) + letter + key.slice((at % key.length) + gone))
  .filter((key) => !isOwnKey('topic', key) && !isBrokerKey(key))

/** Topic keys that not every release has, for `GAPS`. */
const ofOtherReleases = oneOf('message.downconversion.enable', 'message.timestamp.after.max.ms', 'max.decompressed.message.bytes')

type Keys = Readonly<Record<string, fc.Arbitrary<string>>>
const entryOf = (keys: Keys, key: string): fc.Arbitrary<Entry> =>
  fc.record({ key: fc.constant(key), value: keys[key]!, spelling: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(SPELLINGS.length - 1) }) })

/** Any of the keys in any order; in one of ten some stand twice, and the last one holds. */
function entriesOf(keys: Keys): fc.Arbitrary<Entry[]> {
  const names = Object.keys(keys)
  const chosen = fc.oneof({ weight: 9, arbitrary: fc.shuffledSubarray(names) }, { weight: 1, arbitrary: fc.shuffledSubarray([...names, ...names]) })
  return chosen.chain((list) => fc.tuple(...list.map((key) => entryOf(keys, key))))
}

/** Mostly the keys of one check, so that each of its sides comes up often; sometimes two or three of any, which must not disturb each other. */
function ofFamilies(families: readonly Keys[]): fc.Arbitrary<Entry[]> {
  const all: Keys = Object.fromEntries(families.flatMap((keys) => Object.entries(keys)))
  const some = fc.shuffledSubarray(Object.keys(all), { minLength: 2, maxLength: 3 }).chain((list) => fc.tuple(...list.map((key) => entryOf(all, key))))
  return fc.oneof(...families.map((keys) => ({ weight: 2, arbitrary: entriesOf(keys) })), { weight: 2, arbitrary: some })
}

/** A client that authenticates has something to do it with: what is missing in a login module is not asked. */
const withLogin = (list: readonly Entry[]): readonly Entry[] =>
  list.some(({ key }) => key === 'security.protocol') ? [...list, { key: 'sasl.jaas.config', value: LOGIN, spelling: 0 }] : list

const strangers = fc
  .oneof(
    { weight: 12, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.constantFrom(...foreign).map((key) => [key]) },
    { weight: 2, arbitrary: misspelt.map((key) => [key]) },
    { weight: 1, arbitrary: oneOf('foo', 'acme.owner').map((key) => [key]) },
    { weight: 1, arbitrary: ofOtherReleases.map((key) => [key]) },
  )
  .map((keys: readonly string[]) => keys.map((key): Entry => ({ key, value: key === 'message.downconversion.enable' ? 'true' : '1', spelling: 0 })))

const entries: Readonly<Record<Component, fc.Arbitrary<readonly Entry[]>>> = {
  producer: ofFamilies(FAMILIES.producer).map(withLogin),
  consumer: ofFamilies(FAMILIES.consumer).map(withLogin),
  topic: fc.tuple(ofFamilies(FAMILIES.topic), strangers).map(([known, strange]) => [...known, ...strange]),
}

/** So many different ones, the same for each run. */
export function questions(component: Component, seed: number, count: number): Question[] {
  const one = fc.record({ component: fc.constant(component), entries: entries[component], eol: fc.constantFrom('\n', '\n', '\r\n', '\r') })
  const sampled = fc.sample(one, { seed, numRuns: 3 * count })
  return [...new Map(sampled.map((q) => [textOf(q), q])).values()].slice(0, count)
}

/** One entry less, an entry written plainly, plain line ends. */
export function smaller(q: Question): Question[] {
  const less = q.entries.map((_, i) => ({ ...q, entries: q.entries.toSpliced(i, 1) }))
  const plainer = q.entries.flatMap((e, i) => (e.spelling === 0 ? [] : [{ ...q, entries: q.entries.with(i, { ...e, spelling: 0 }) }]))
  return [...less, ...plainer, ...(q.eol === '\n' ? [] : [{ ...q, eol: '\n' }])]
}
