import { rules } from '../../rules/index.ts'
import { classPathOf } from '../../scripts/catalogue/kafka/class-path.ts'
import { cache } from '../../scripts/catalogue/kafka/dump.ts'
import { oldest } from '../../scripts/catalogue/kafka/releases.ts'
import { lint } from '../support/linter.ts'
import { textOf, type BrokerQuestion } from './broker-questions.ts'
import { ask, compiled } from './jvm.ts'
import { JUDGE } from './verdicts.ts'

/** The rules that are held to account. */
export const BROKER_REFUSALS: ReadonlySet<string> = new Set([
  ...rules.filter((r) => r.proof === 'refusal' && r.kinds.includes('broker')).map((r) => r.id),
  // Of the topics that a broker speaks for, its own class refuses this one.
  'cleanup-policy-invalid',
])

/** What Kafka refuses and no rule speaks of, known by Kafka's own message. Counted; one that is needed no more is reported. */
interface BrokerGap {
  readonly what: string
  readonly said: RegExp
  /** Questions of which there is no excuse. */
  readonly unless?: (question: BrokerQuestion) => boolean
}
export const BROKER_GAPS: readonly BrokerGap[] = [
  { what: 'a host of 2.8 that is none (advertised.host.name, host.name)', said: /^KafkaException: Unable to parse (?:PLAINTEXT:\/\/.*|[^/]*) ?to a broker endpoint$/ },
  // What is missing may come from elsewhere: a fragment, a start script.
  {
    what: 'no controllers known in a file that says little else',
    said: /(?:controller\.quorum\.voters must contain|controller\.listener\.names)/,
    unless: ({ base, entries }) => base !== 'zookeeper' || entries.some(({ key, value }) => /^controller\.(?:listener|quorum\.voters)/.test(key) && value !== ''),
  },
]

export interface BrokerJudged {
  readonly question: BrokerQuestion
  readonly refused?: string
  readonly speakers: readonly string[]
  readonly gap?: BrokerGap
  /** What kind of disagreement it is, if it is one. */
  readonly difference?: string
}

/** What `KafkaConfig` says of each text; nothing where it accepts. */
export async function refusalsOf(release: string, texts: readonly string[]): Promise<(string | undefined)[]> {
  const lines = texts.map((text) => JSON.stringify({ component: 'broker', text, client: false }))
  const answers = await ask('Judge', [compiled(JUDGE, classPathOf(oldest, cache)), classPathOf(release, cache)], lines)
  return answers.map((line) => (JSON.parse(line) as { readonly refused?: string }).refused)
}

export async function judgeBrokers(release: string, questions: readonly BrokerQuestion[]): Promise<BrokerJudged[]> {
  const answers = await refusalsOf(release, questions.map(textOf))
  return questions.map((question, i) => compared(question, release, answers[i]))
}

function compared(question: BrokerQuestion, release: string, refused: string | undefined): BrokerJudged {
  const { findings } = lint({ file: 'server.properties', text: textOf(question), kafka: release })
  const speakers = [...new Set(findings.filter((f) => f.severity === 'error' && BROKER_REFUSALS.has(f.rule)).map((f) => f.rule))]
  const gap = speakers.length > 0 ? undefined : BROKER_GAPS.find((g) => g.said.test(refused ?? '') && g.unless?.(question) !== true)
  const judged = { question, speakers, ...(refused === undefined ? {} : { refused }), ...(gap ? { gap } : {}) }
  if (gap || (refused === undefined) === (speakers.length === 0)) return judged
  return {
    ...judged,
    difference: refused === undefined ? `KafkaConfig accepts, ${speakers.join(' and ')} refuses` : `KafkaConfig refuses (${refused.slice(0, 60)}), ours says nothing`,
  }
}
