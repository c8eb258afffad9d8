import { defaultAt, knows } from '../../core/catalogue/lookup.ts'
import type { Finding } from '../../core/engine/finding.ts'
import { version } from '../../core/text/version.ts'
import { rules } from '../../rules/index.ts'
import { GROUP_MAX_SESSION, GROUP_MIN_SESSION } from '../../rules/shared/group.ts'
import { lint } from '../support/linter.ts'
import { FILES, textOf } from './questions.ts'
import type { Counted } from './tally.ts'

/** A broker that is started: at its defaults, but for these lines of its file. */
export interface Started {
  readonly release: string
  readonly settings: readonly string[]
}

/** What `RunningBroker.java` says: how far it came, and why no further. */
export interface Answer {
  readonly by?: string
  readonly refused?: string
}

/** At which step it fails, and words of ours that must name the exception. */
interface Failure {
  readonly by: string
  readonly stated: string
}

type Step = 'poll' | 'send' | 'initTransactions'

/** A line for `RunningBroker.java`. */
interface Asked {
  readonly ask: Step | 'create'
  readonly topic: string
  readonly text: string
  readonly replicas?: number
}

/** One file, that we judge and that a client is given. */
export interface Row {
  readonly file: string
  readonly text: string
  /** What the broker is asked, in order: the first refusal is the row's answer, or else what the last one says. */
  readonly steps: readonly Asked[]
  /** Whose words are held to account: a rule's, or what we say without one, from a bound or a default of the catalogue. */
  readonly claim: { readonly rule: string } | { readonly fails: Failure | undefined }
}

type Setting = readonly [key: string, value: string]

const textWith = (component: 'consumer' | 'producer', settings: readonly Setting[]): string =>
  textOf({ component, entries: settings.map(([key, value]) => ({ key, value, spelling: 0 })), eol: '\n' })

function row(ask: Step, claim: Row['claim'], settings: readonly Setting[]): Row {
  const component = ask === 'poll' ? 'consumer' : 'producer'
  const text = textWith(component, settings)
  return { file: FILES[component], text, steps: [{ ask, text, topic: 'orders' }], claim }
}

/** Each member has a group of its own: none waits for another's session. */
const sessions = (): Row[] =>
  [GROUP_MIN_SESSION - 1, GROUP_MIN_SESSION, GROUP_MAX_SESSION, GROUP_MAX_SESSION + 1].map((session) => {
    const rule = session <= GROUP_MIN_SESSION ? 'session-timeout-too-low' : 'session-timeout-outside-broker-bounds'
    return row('poll', { rule }, [
      ['group.id', `session-${session}`],
      ['session.timeout.ms', String(session)],
    ])
  })

const emptyGroup = (protocol: string): Row =>
  row('poll', { rule: 'group-id-empty' }, [
    ['group.id', ''],
    ['group.protocol', protocol],
  ])

/** What our catalogue has as the broker's default, unless its file says otherwise. */
function hasProtocol({ release, settings }: Started): boolean {
  const key = 'group.coordinator.rebalance.protocols'
  const written = settings.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1)
  return (written ?? defaultAt('broker', key, version(release)) ?? '').split(',').includes('consumer')
}

function ofProtocol(broker: Started): Row[] {
  if (!knows('consumer', 'group.protocol', version(broker.release))) return []
  const fails = hasProtocol(broker) ? undefined : { by: 'poll', stated: 'UnsupportedVersion' }
  const protocol: Setting = ['group.protocol', 'consumer']
  // Our side knows brokers by their release: what one of them was told besides stands in no consumer's file.
  const claim = broker.settings.length > 0 ? { fails } : { rule: 'kip848-too-early' }
  const joins = ['consumer', 'CONSUMER'].map((word) =>
    row('poll', claim, [
      ['group.id', `joins-${word}`],
      ['group.protocol', word],
    ]),
  )
  // Without the protocol the broker does not come to the assignor.
  const assignors = fails ? [] : ['uniform', 'range', 'Uniform', 'RANGE', 'cooperative-sticky', 'org.apache.kafka.clients.consumer.RangeAssignor']
  return [
    ...joins,
    ...assignors.map((name, i) => row('poll', { rule: 'kip848-remote-assignor-unknown' }, [['group.id', `assignor-${i}`], protocol, ['group.remote.assignor', name]])),
  ]
}

const transactions = (): Row[] =>
  ['60000', '900000', '900001', '3600000'].map((timeout) =>
    row('initTransactions', { rule: 'transaction-timeout-exceeds-broker-max' }, [
      ['transactional.id', `writer-${timeout}`],
      ['transaction.timeout.ms', timeout],
    ]),
  )

const waits = (): Row[] => ['0', '60000'].map((wait) => row('send', { rule: 'max-block-zero' }, [['max.block.ms', wait]]))

const buffers = (): Row[] =>
  (
    [
      ['batch.size', '67108864'],
      ['batch.size', '33554432'],
      ['batch.size', '33554433'],
      ['buffer.memory', '16384'],
      ['buffer.memory', '16383'],
    ] as const
  ).map((setting) => row('send', { rule: 'buffer-below-batch' }, [setting]))

/** A client that hears at once what the broker says; one that repeats itself hears only that its time is up. */
const SENDS_ONCE: readonly Setting[] = [
  ['acks', 'all'],
  ['retries', '0'],
  ['enable.idempotence', 'false'],
]

/** Our side reads the same topic as an operator's resource, since only there it says how many replicas it has. */
const inSync = (): Row[] =>
  [1, 2, 3].map((isr) => {
    const topic = `in-sync-${isr}`
    return {
      file: 'orders.yaml',
      text: `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: ${topic}\nspec:\n  partitions: 1\n  replicas: 1\n  config:\n    min.insync.replicas: ${isr}\n`,
      steps: [
        { ask: 'create', topic, replicas: 1, text: `min.insync.replicas=${isr}` },
        { ask: 'send', topic, text: textWith('producer', SENDS_ONCE) },
      ],
      claim: { rule: 'min-isr-exceeds-rf' },
    }
  })

/** Everything that is asked of one broker, but for topics and groups by their values. */
export const rowsOf = (broker: Started): Row[] => [
  ...sessions(),
  emptyGroup('classic'),
  emptyGroup('consumer'),
  ...ofProtocol(broker),
  ...transactions(),
  ...buffers(),
  ...waits(),
  ...inSync(),
]

export interface Judged extends Counted {
  readonly difference?: string
}

/** Both sides' words on one row. An error where everything works is a difference too, whichever rule has it. */
export function compared(row: Row, { release }: Started, answer: Answer): Judged {
  const { findings } = lint({ file: row.file, text: row.text, kafka: release })
  const fails = failureOf(row, findings)
  const errors = findings.filter((f) => f.severity === 'error').map((f) => f.rule)
  const difference = differenceOf(fails, errors, answer)
  return { speakers: 'rule' in row.claim && fails ? [row.claim.rule] : [], ...(difference === undefined ? {} : { difference }) }
}

const FAILS = /\b(?:fails|throws|refuses to start|no broker lets it)\b/

/** What the rule says in its message, and more in the words of its page. */
function failureOf({ claim, steps }: Row, findings: readonly Finding[]): Failure | undefined {
  if (!('rule' in claim)) return claim.fails
  const message = findings.find((f) => f.rule === claim.rule)?.message
  if (message === undefined || !FAILS.test(message)) return undefined
  const step = steps.at(-1)?.ask ?? 'create'
  const why = rules.find((r) => r.id === claim.rule)?.page.why ?? ''
  const constructor = step === 'poll' ? 'KafkaConsumer' : 'KafkaProducer'
  return { by: message.includes('refuses to start') ? constructor : step, stated: `${message} ${why}` }
}

function differenceOf(fails: Failure | undefined, errors: readonly string[], { by, refused }: Answer): string | undefined {
  if (refused === undefined) return fails || errors.length > 0 ? `it works, ours says that it fails (${fails?.by ?? errors.join(', ')})` : undefined
  if (!fails) return `${by ?? 'the broker'} refuses (${refused}), ours says that it works`
  if (by !== fails.by) return `${by ?? 'the broker'} refuses (${refused}), ours says that ${fails.by} does`
  // A rule may shorten the name, but for one that would stand for anything of Kafka.
  const exception = refused.replace(/:.*/s, '').replace(/^(?!Kafka)(\w+)Exception$/, '$1')
  return fails.stated.includes(exception) ? undefined : `it ends with ${exception}, of which ours says nothing`
}
