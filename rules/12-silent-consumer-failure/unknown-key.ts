import type { Kind } from '../../core/catalogue/kinds.ts'
import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import { keysOf, ownersOf } from '../../core/catalogue/components.ts'
import type { StrayField } from '../../core/components/component.ts'
import { defineRule, everyKey, identity, release, rename, safe, unsafe, type Severity, type WrittenKey } from '../../core/engine/define-rule.ts'
import { texts } from '../../core/engine/options.ts'
import type { Version } from '../../core/text/version.ts'
import { consumer, topic } from '../shared/example.ts'
import { KAFKA_KINDS, LIBRDKAFKA_KINDS } from '../shared/kinds.ts'
import { nounOf, refuses, refusesUnknown } from '../shared/refuses.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { isForeignFamily, nearKey, outsideNamespaces, type NearKey } from '../shared/near-key.ts'

/** A component with more unknown keys than this is no misspelling; the first ones say what there is to say. */
const ENOUGH = 200

interface Data {
  readonly key: string
  readonly near: NearKey | undefined
  readonly kind: Kind
}

export default defineRule({
  id: 'unknown-key',
  summary: 'A key that nobody reads, or that the broker refuses',
  scenario: 12,
  component: [...KAFKA_KINDS, ...LIBRDKAFKA_KINDS, 'spark-session'],
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: everyKey() },
  given: { self: identity(), release: release() },
  options: { allow: texts([], 'Keys, or beginnings of keys that end in a dot, that are the application’s own.') },
  fix: 'safe',
  messages: {
    typo: ({ key, near }: Data) => `${key} is read by nobody: Kafka takes it without a word${meant(near)}.`,
    ignored: ({ key, near }: Data) => `${key} is no setting of Spark: it is kept without a word and has no effect${meant(near)}.`,
    refused: ({ key, near, kind }: Data) => `${key} is no setting of ${nounOf(kind)}: ${refuses(kind)}${meant(near)}.`,
    unset: ({ key, near }: Data) => `librdkafka has no property ${key}: rd_kafka_conf_set refuses it, and the client does not start${meant(near)}.`,
    stray: ({ field, within, meant: name }: { field: string; within: string; meant: string | undefined }) =>
      `${field} is no field of ${within}: it is dropped without a word, or refused by a strict client${name === undefined ? '' : `. ${name} was probably meant`}.`,
  },
  lint({ keys, self, release: v }, report, { allow }) {
    for (const field of self.strayFields) report('stray', stray(field))
    const own = keysOf(isLibrdkafka(self.kind) ? 'librdkafka-client' : self.kind)
    const unknown = keys.filter((k) => !own.has(k.key))
    if (unknown.length === 0) return
    const foreign = hasForeignClass(keys)
    const strange = (refusesUnknown(self.kind) ? unknown : outsideNamespaces(self.kind, unknown, v)).filter(
      ({ key }) => !isAllowed(key, allow) && !isFilledIn(key) && ownersOf(self.kind, key).length === 0,
    )
    for (const k of strange.slice(0, ENOUGH)) {
      const said = judge(self.kind, k, v, foreign, (name) => keys.some((other) => other.key === name))
      if (said) report(messageFor(self.kind), said)
    }
  },
  page: {
    why: 'Clients take any key without complaint, since serializers, interceptors and the application itself read keys of their own; from 3.5 a misspelt one is named only in a log line at INFO. So `max.poll.record=100` changes nothing, and the consumer runs with 500. Topics are the other way round: one unknown key and the broker refuses the whole topic. librdkafka refuses too: a name that only Java has (`fetch.max.wait.ms`, `buffer.memory`) keeps a Python or Go client from starting. An operator drops a misspelt field of its own resource in silence.',
    whatToDo: 'Write the key that is meant. A key of the application’s own can be named in `weir.yaml` (`unknown-key: { allow: ["acme."] }`).',
    staysSilent:
      'For clients: where no known key is near; for the families that plug-ins read (`schema.registry.`, `spring.`, `confluent.`, `interceptor.` …); for names of an application that come in threes. For Spark: everywhere but under `spark.sql.streaming.`, whose registry is complete.',
  },
  examples: {
    bad: [
      { about: 'One letter', ...consumer('max.poll.record=100'), severity: 'warning' },
      { about: 'The broker refuses the topic', ...topic('orders', {}, 'min.insync.replicas: 2', 'retention.msec: 604800000'), severity: 'error' },
      { about: 'A name of the Java client', ...rdConsumer('fetch.max.wait.ms=100'), severity: 'error' },
      {
        about: 'A field that the resource does not have',
        file: 'orders.yaml',
        text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n  partition: 12\n  replicas: 3\n',
      },
    ],
    good: [
      {
        about: 'A name that is filled in by a chart',
        file: 'templates/orders.yaml',
        text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n  partitions: 12\n  replicas: 3\n  config:\n    {{ .Values.key }}: 3\n',
      },
      {
        about: 'Keys of the registry, of Spring and of the application',
        ...consumer('schema.registry.url=http://registry:8081', 'spring.json.trusted.packages=com.acme', 'specific.avro.reader=true', 'input.topic.name=orders'),
      },
      { about: 'All known', ...topic('orders', {}, 'max.message.bytes: 1048588', 'compression.type: producer') },
    ],
  },
  sources: [
    'AbstractConfig.logUnused: WARN up to 3.4, INFO from 3.5; LogConfig.validateNames; Strimzi CRD KafkaTopic; rd_kafka_conf_set: RD_KAFKA_CONF_UNKNOWN, executed on librdkafka 2.0.2 and 2.16.0',
  ],
})

/** A name that somebody fills in before Kafka sees it. */
const isFilledIn = (key: string): boolean => /[{}$]|<%/.test(key)

const isAllowed = (key: string, allow: readonly string[]): boolean => allow.length > 0 && allow.some((a) => key === a || (a.endsWith('.') && key.startsWith(a)))

/** Who refuses what it does not know. */
const isStrict = (kind: Kind): boolean => refusesUnknown(kind) || isLibrdkafka(kind)

const messageFor = (kind: Kind) => (isLibrdkafka(kind) ? 'unset' : refusesUnknown(kind) ? 'refused' : kind === 'spark-session' ? 'ignored' : 'typo')

/** A topic refuses every key that it does not know, and so does librdkafka, but for words that an application takes out beforehand; a Java client is told only where a known key is near. */
function judge(kind: Kind, { key, value }: WrittenKey, v: Version, foreignClass: boolean, isSet: (key: string) => boolean) {
  const near = nearKey(kind, key, v)
  if (isForeignFamily(kind, key, near) || (!isStrict(kind) && !near) || (isLibrdkafka(kind) && !near && !key.includes('.'))) return undefined
  // A name that is taken would be there twice.
  const fixes = near && !near.names.some(isSet) ? renaming(kind, value, near) : []
  const severity: Severity = isStrict(kind) ? 'error' : foreignClass && (near?.distance ?? 0) >= 2 ? 'info' : 'warning'
  return { data: { key, near, kind }, at: [value.key], key, severity, refusal: isStrict(kind), fixes }
}

/** The one key that is meant, with the value in its unit; a number alone where the unit is not known is left to the reader. */
function renaming(kind: Kind, { key, text }: WrittenKey['value'], { names, factor }: NearKey) {
  const [only] = names
  if (only === undefined || names.length > 1 || factor === undefined) return []
  const fix = isStrict(kind) ? safe : unsafe
  if (factor === 1) return [fix(`Write ${only}`, rename(key, only))]
  const converted = /^\d+$/.test(text.text) ? Number(text.text) * factor : undefined
  return converted === undefined || !Number.isSafeInteger(converted) ? [] : [fix(`Write ${only}=${converted}`, rename(key, only, converted))]
}

function meant(near: NearKey | undefined): string {
  if (!near) return ''
  if (near.names.length > 1) return `. It stands between ${near.names.join(' and ')}`
  return `. ${near.names[0] ?? ''} was probably meant${near.factor === 1 ? '' : near.factor === undefined ? '; mind the unit of the value' : `, the value times ${near.factor}`}`
}

function stray({ field, within, meant: name }: StrayField) {
  const fixes = name === undefined ? [] : [safe(`Write ${name}`, rename(field, name))]
  return { data: { field: field.text, within, meant: name }, at: [field], key: field.text, severity: 'warning' as const, fixes }
}

/** A class that may read keys of its own makes a distant resemblance weak evidence. */
function hasForeignClass(keys: readonly WrittenKey[]): boolean {
  const names = /^(?:interceptor\.classes|metric\.reporters|partitioner\.class|(?:key|value)\.(?:de)?serializer)$/
  return keys.some(({ key, value }) => names.test(key) && !/^(?:org\.apache\.kafka\.|io\.confluent\.|$)/.test(value.text.text))
}
