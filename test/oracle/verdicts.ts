import type { FileReport } from '../../core/engine/lint.ts'
import { rules } from '../../rules/index.ts'
import { classPathOf } from '../../scripts/catalogue/kafka/class-path.ts'
import { cache } from '../../scripts/catalogue/kafka/dump.ts'
import { oldest } from '../../scripts/catalogue/kafka/releases.ts'
import { lint, linter } from '../support/linter.ts'
import { derivedDifference, settingIn, type Derived } from './derived.ts'
import { ask, compiled } from './jvm.ts'
import { COMPONENTS, FILES, textOf, type Component, type Question } from './questions.ts'

/** About the client inside Spark: Spark refuses, and `spark-options.test.ts` asks it. */
const OF_SPARK: ReadonlySet<string> = new Set(['kafka-option-refused'])

/** The rules that are held to account: all errors of those that are refusals, of components that can be asked, and what the last two say of topics. */
export const REFUSALS: ReadonlySet<string> = new Set([
  ...rules.filter((r) => r.proof === 'refusal' && !OF_SPARK.has(r.id) && !r.id.startsWith('streams-') && r.kinds.some((k) => COMPONENTS.some((c) => c === k))).map((r) => r.id),
  'unknown-key',
  'key-of-other-component',
  'key-removed-in-version',
  'key-not-yet-available',
])

/** What Kafka refuses and we do not. Counted, each with its reason; one that is needed no more is reported, so that it goes when its rule comes. */
interface Gap {
  readonly what: string
  readonly component: Component | readonly Component[]
  readonly said: RegExp
  /** Of rules that warn where they are not certain: only where one of them did. */
  readonly warned?: readonly string[]
}
const CLIENTS: readonly Component[] = ['producer', 'consumer']
/** Nobody speaks of it yet. */
/** What one file does not show, or what is only a warning. Counted, each with its reason; one that is needed no more is reported. */
export const GAPS: readonly Gap[] = [
  { what: 'a login module: what it needs is its own business', component: CLIENTS, said: /serviceName|JAAS|LoginModule/ },
  { what: 'a class that may be yours', component: CLIENTS, said: /ClassNotFoundException: (?!$|org\.apache\.|(?:range|roundrobin|sticky|cooperative.sticky)(?:assignor)?$)/i },
  { what: 'a file that may be a share consumer’s', component: 'consumer', said: /share\.(?:acknowledgement|acquire)\.mode cannot be set/ },
  {
    what: 'a bound that is left to the broker, which may have one of its own: a warning',
    component: 'topic',
    said: /retention|remote\.copy\.lag/,
    warned: ['tiered-local-retention', 'tiered-copy-disabled', 'tiered-copy-lag'],
  },
]

const isOf = (gap: Gap, component: Component): boolean => (typeof gap.component === 'string' ? gap.component === component : gap.component.includes(component))

interface Answer {
  /** Who refused, or was asked last. */
  readonly by: string
  readonly refused?: string
  readonly idempotence?: boolean
  readonly clientIdempotence?: boolean
  readonly deliveryTimeout?: number
  readonly derived?: Derived
}

/** Differences of one kind have one cause as a rule, so one of each is shown. */
interface Difference {
  readonly kind: string
  readonly says: string
}

export interface Judged {
  readonly question: Question
  readonly speakers: readonly string[]
  readonly answer: Answer
  readonly gap?: Gap
  readonly difference?: Difference
}

/** Of the questions that no rule refuses, every so manieth goes to the real client as well. */
export type Sample = Readonly<Record<Component, number>>

/** A stranger among the keys may make the file one of another kind (`sasl.jaas.config` a client's): then nobody judges it as a topic. */
export const isRead = (q: Question): boolean => linter.recognise({ path: FILES[q.component], text: textOf(q) })?.recognition.as?.includes(q.component) === true

/** The sources of the judge that most of the tests ask. */
export const JUDGE: readonly string[] = [
  ...['Judge', 'Lines', 'Derived', 'Clients', 'Topics', 'Brokers', 'Workers'].map((name) => `java/${name}.java`),
  '../../scripts/catalogue/kafka/Reach.java',
]

/** Both sides' verdicts on each question, in order. What a rule refuses goes to the real client in any case. */
export async function judge(release: string, questions: readonly Question[], sample: Sample): Promise<Judged[]> {
  const reports = questions.map((q) => lint({ file: FILES[q.component], text: textOf(q), kafka: release }))
  const lines = questions.map((q, i) => JSON.stringify({ component: q.component, text: textOf(q), client: speakersIn(reports[i]!).length > 0 || i % sample[q.component] === 0 }))
  const classes = compiled(JUDGE, classPathOf(oldest, cache))
  const answers = (await ask('Judge', [classes, classPathOf(release, cache)], lines)).map((line) => JSON.parse(line) as Answer)
  return questions.map((question, i) => compared(question, reports[i]!, answers[i]!))
}

/** Our side's verdicts against answers that were given, once more or by somebody else: they do not hang on our catalogue. */
export const judgeAgain = (release: string, judged: readonly Pick<Judged, 'question' | 'answer'>[]): Judged[] =>
  judged.map(({ question, answer }) => compared(question, lint({ file: FILES[question.component], text: textOf(question), kafka: release }), answer))

const speakersIn = ({ findings }: FileReport): string[] => [...new Set(findings.filter((f) => f.severity === 'error' && REFUSALS.has(f.rule)).map((f) => f.rule))]

function compared(question: Question, ours: FileReport, answer: Answer): Judged {
  const speakers = speakersIn(ours)
  const gap =
    speakers.length > 0
      ? undefined
      : GAPS.find((g) => isOf(g, question.component) && g.said.test(answer.refused ?? '') && (!g.warned || ours.findings.some((f) => g.warned?.includes(f.rule))))
  const difference = gap ? undefined : differenceOf(ours, speakers, answer)
  return { question, speakers, answer, ...(gap ? { gap } : {}), ...(difference ? { difference } : {}) }
}

function differenceOf(ours: FileReport, speakers: readonly string[], answer: Answer): Difference | undefined {
  const { by, refused } = answer
  if (refused === undefined && speakers.length > 0) return { kind: `${by} accepts, ${speakers.join(' and ')} refuses`, says: 'accepted' }
  if (refused === undefined) return clientDifference(ours, answer) ?? derivedDifference(ours, by, answer.derived)
  return speakers.length > 0 ? undefined : { kind: `${by} refuses (${refused.replace(/:.*/s, '')}), ours says nothing`, says: refused }
}

/** Of what the client makes, or a method of its class, and of what is accepted: a class that throws has derived nothing. */
function clientDifference(ours: FileReport, { idempotence, clientIdempotence, deliveryTimeout }: Answer): Difference | undefined {
  const rows: readonly (readonly [who: string, key: string, theirs: unknown])[] = [
    ['ProducerConfig', 'enable.idempotence', idempotence],
    ['KafkaProducer', 'enable.idempotence', clientIdempotence],
    ['KafkaProducer', 'delivery.timeout.ms', deliveryTimeout],
  ]
  const wrong = rows.find(([, key, theirs]) => theirs !== undefined && settingIn(ours, key) !== theirs)
  return wrong && { kind: `${wrong[0]} derives another ${wrong[1]}`, says: `${String(wrong[2])}, ours ${String(settingIn(ours, wrong[1]))}` }
}
