import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import { keysOf, ownersOf, topicKeyFor } from '../../core/catalogue/components.ts'
import { topicSynonyms } from '../../core/catalogue/tables.ts'
import type { Kind } from '../../core/catalogue/kinds.ts'
import { defineRule, everyKey, identity, remove, rename, safe, unsafe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { consumer, topic } from '../shared/example.ts'
import { isOfClient } from '../shared/connect.ts'
import { isConnector, isWorker, KAFKA_KINDS, LIBRDKAFKA_KINDS } from '../shared/kinds.ts'
import { nounOf, refuses, refusesUnknown } from '../shared/refuses.ts'
import { rdConsumer } from '../shared/librdkafka.ts'

interface Data {
  readonly key: string
  readonly owner: string
  readonly kind: Kind
  readonly instead: string | undefined
}

/** Applications use such words for themselves; `acks` is nobody else's. */
const isPlainWord = (key: string): boolean => !key.includes('.') && key !== 'acks'

export default defineRule({
  id: 'key-of-other-component',
  summary: 'The key belongs to another component; here it has no effect or is refused',
  scenario: 12,
  component: [...KAFKA_KINDS, ...LIBRDKAFKA_KINDS],
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: everyKey() },
  given: { self: identity() },
  fix: 'safe',
  messages: {
    ignored: ({ key, owner, kind, instead }: Data) =>
      `${key} is a setting of ${owner}; ${nounOf(kind)} takes it without a word and does nothing with it${instead === undefined ? '' : `. For all topics the same is ${instead}`}.`,
    logged: ({ key, owner, kind }: Data) => `${key} is a setting of ${owner}; a ${kind.replace('librdkafka-', '')} of librdkafka says so in its log and does nothing with it.`,
    created: ({ key }: Data) => `${key} is nothing that a topic is configured with, but what it is created with: among its settings the broker refuses it.`,
    refused: ({ key, owner, kind, instead }: Data) =>
      `${key} is a setting of ${owner}, and none of ${nounOf(kind)}: ${refuses(kind)}${instead === undefined ? '' : `. For a topic the same is ${instead}`}.`,
  },
  lint({ keys, self: { kind, uncertain } }, report) {
    // What a connector's class reads is its own business.
    if (uncertain || isConnector(kind)) return
    const own = keysOf(kind)
    for (const { key, value } of keys) {
      if (own.has(key) || (!refusesUnknown(kind) && isPlainWord(key))) continue
      const [owner] = ownersOf(kind, key)
      if (owner === undefined || isGeneral(kind, key) || (isWorker(kind) && isOfClient(key))) continue
      if (refusesUnknown(kind)) {
        const instead = kind === 'topic' ? topicKeyFor(key) : undefined
        const said = CREATED_WITH.has(key) ? 'created' : 'refused'
        report(said, { data: { key, owner, kind, instead: inWords(instead) }, at: [value.key], key, severity: 'error', refusal: true, fixes: [topicFix(key, value, instead)] })
      } else {
        const instead = kind === 'broker' ? topicSynonyms()[key]?.[0]?.[0] : undefined
        const isFree = instead !== undefined && !keys.some((k) => k.key === instead)
        const fixes = [...(isFree ? [unsafe(`Write ${instead}`, rename(value.key, instead))] : []), safe(`Remove ${key}`, remove(key, value.key))]
        report(isLibrdkafka(kind) ? 'logged' : 'ignored', { data: { key, owner, kind, instead }, at: [value.key], key, fixes })
      }
    }
  },
  page: {
    why: 'A setting in the wrong place looks as if it held. A consumer with `linger.ms`, a producer with `retention.ms`: the client takes them and nothing happens. On a topic it is worse: `log.retention.ms` is the name of the broker’s default for all topics, and a topic that carries it is refused.',
    whatToDo: 'Move the key to the component that reads it, or write the name that it has here.',
    staysSilent:
      'In files that only say how to connect, or that hold a consumer and a producer at once; for keys that this component knows too; for keys without a dot other than `acks`, which applications use for themselves; in connectors, whose classes read keys of their own, and for client keys of a Connect worker (`connect-worker-bare-client-key`).',
  },
  examples: {
    bad: [
      { about: 'A producer’s key', ...consumer('auto.offset.reset=earliest', 'max.poll.records=200', 'linger.ms=20'), severity: 'warning' },
      { about: 'Of librdkafka’s producer', ...rdConsumer('auto.offset.reset=earliest', 'queue.buffering.max.messages=1000'), severity: 'warning' },
      { about: 'The producer’s acks', ...consumer('auto.offset.reset=earliest', 'acks=all'), severity: 'warning' },
      { about: 'A broker’s key', ...topic('returns', {}, 'min.insync.replicas: 2', 'log.retention.ms: 604800000'), severity: 'error' },
      { about: 'The topic’s name for it', ...broker('retention.ms=604800000'), severity: 'warning' },
    ],
    good: [{ about: 'Keys that all clients share', ...consumer('security.protocol=SSL', 'request.timeout.ms=30000', 'retry.backoff.ms=200', 'client.id=shared') }],
  },
  sources: ['ConfigDefs of the released jars, 2.8 to 4.4; ServerTopicConfigSynonyms'],
})

/** What a topic is created with; it stands beside its settings, not among them. */
const CREATED_WITH = new Set(['replication.factor', 'num.partitions', 'default.replication.factor'])

/** The topic's own name for it, with the value in its unit; else it goes. */
function topicFix(key: string, value: WrittenKey['value'], instead: ReturnType<typeof topicKeyFor>) {
  const number = /^\d+$/.test(value.text.text) ? Number(value.text.text) : NaN
  if (instead?.factor === 1) return safe(`Write ${instead.key}`, rename(value.key, instead.key))
  if (instead && Number.isSafeInteger(number * instead.factor))
    return safe(`Write ${instead.key}=${number * instead.factor}`, rename(value.key, instead.key, number * instead.factor))
  return safe(`Remove ${key}`, remove(key, value.key))
}

const inWords = (instead: ReturnType<typeof topicKeyFor>): string | undefined =>
  instead && (instead.factor === 1 ? instead.key : `${instead.key}, the value times ${instead.factor}`)

/** Words that Streams and Connect know as keys and that an application uses for its own purposes as well. */
const isGeneral = (kind: Kind, key: string): boolean =>
  !refusesUnknown(kind) && /^(?:topics\.|tasks\.|errors\.|transforms\.|listeners\.|config\.|name\.|state\.|commit\.)/.test(key)
