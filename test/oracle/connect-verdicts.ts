import { rules } from '../../rules/index.ts'
import { classPathOf } from '../../scripts/catalogue/kafka/class-path.ts'
import { cache } from '../../scripts/catalogue/kafka/dump.ts'
import { oldest } from '../../scripts/catalogue/kafka/releases.ts'
import type { FileReport } from '../../core/engine/lint.ts'
import { lint } from '../support/linter.ts'
import { CONNECT, connectText, FILE, type ConnectQuestion } from './connect-questions.ts'
import { derivedDifference, type Derived } from './derived.ts'
import { ask, compiled } from './jvm.ts'
import { JUDGE } from './verdicts.ts'

/** The rules that are held to account: those that say of a worker, a connector or MirrorMaker that it is refused. */
export const CONNECT_REFUSALS: ReadonlySet<string> = new Set(rules.filter((r) => r.proof === 'refusal' && r.kinds.some((k) => CONNECT.some((c) => c === k))).map((r) => r.id))

interface Answer {
  readonly by: string
  readonly refused?: string
  readonly derived?: Derived
}
export interface ConnectJudged {
  readonly question: ConnectQuestion
  readonly speakers: readonly string[]
  readonly answer: Answer
  /** What the two sides do not agree in. */
  readonly difference?: string
}

const reportOf = (question: ConnectQuestion, release: string): FileReport => lint({ file: FILE[question.component], text: connectText(question), kafka: release })

function speakersOf({ findings }: FileReport): string[] {
  return [...new Set(findings.filter((f) => f.severity === 'error' && CONNECT_REFUSALS.has(f.rule)).map((f) => f.rule))]
}

/** Both sides' verdicts on each question, in order. */
export async function judgeConnect(release: string, questions: readonly ConnectQuestion[]): Promise<ConnectJudged[]> {
  const classes = compiled(JUDGE, classPathOf(oldest, cache))
  const lines = questions.map((q) => JSON.stringify({ component: q.component, text: connectText(q), client: false }))
  const answers = (await ask('Judge', [classes, classPathOf(release, cache)], lines)).map((line) => JSON.parse(line) as Answer)
  return questions.map((question, i) => compared(question, reportOf(question, release), answers[i]!))
}

function compared(question: ConnectQuestion, ours: FileReport, answer: Answer): ConnectJudged {
  const { by, refused, derived } = answer
  const speakers = speakersOf(ours)
  if (refused !== undefined && speakers.length > 0) return { question, speakers, answer }
  if (refused === undefined && speakers.length === 0) {
    const made = derivedDifference(ours, by, derived)
    return { question, speakers, answer, ...(made ? { difference: `${made.kind}: ${made.says}` } : {}) }
  }
  const difference = refused === undefined ? `${by} accepts, ${speakers.join(' and ')} refuses` : `${by} refuses, ours says nothing: ${refused}`
  return { question, speakers, answer, difference }
}
