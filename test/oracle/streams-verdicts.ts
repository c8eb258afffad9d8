import type { FileReport } from '../../core/engine/lint.ts'
import { rules } from '../../rules/index.ts'
import { classPathOf } from '../../scripts/catalogue/kafka/class-path.ts'
import { cache } from '../../scripts/catalogue/kafka/dump.ts'
import { oldest } from '../../scripts/catalogue/kafka/releases.ts'
import { lint } from '../support/linter.ts'
import { derivedDifference, settingIn, type Derived } from './derived.ts'
import { ask, compiled } from './jvm.ts'
import { APPLICATIONS, FILE_OF, textOfAsked, type Application, type Asked } from './streams-questions.ts'

const REFUSALS: ReadonlySet<string> = new Set(rules.filter((r) => r.proof === 'refusal').map((r) => r.id))
/** The refusals that these files alone can show: each must have spoken. */
export const OWN_REFUSALS: readonly string[] = rules
  .filter((r) => r.proof === 'refusal' && (/^(?:streams|eos)-/.test(r.id) || r.kinds.every((k) => APPLICATIONS.some((a) => a === k))))
  .map((r) => r.id)

interface Gap {
  readonly what: string
  readonly said: RegExp
  readonly application: Application
}
/** What Kafka refuses and no rule speaks of. Counted; one that is needed no more is reported. */
export const STREAMS_GAPS: readonly Gap[] = [
  {
    what: 'an admin client without any address: tools are given it on their command line',
    application: 'admin',
    said: /You must set either bootstrap\.servers|Missing required configuration "bootstrap\.servers"/,
  },
]

interface Reply {
  readonly by: string
  readonly refused?: string
  readonly apiTimeout?: number
  readonly derived?: Derived
}
export interface Verdict {
  readonly question: Asked
  readonly speakers: readonly string[]
  readonly reply: Reply
  readonly gap?: Gap
  readonly difference?: { readonly kind: string; readonly says: string }
}

/** An application that is closed leaves threads behind that go on looking for a broker. */
const MOST = 1000

/** Both sides' verdicts. What a rule refuses goes to the real client in any case, of the rest every so manieth. */
export async function judgeAsked(release: string, all: readonly Asked[], every: number): Promise<Verdict[]> {
  const reports = all.map((q) => lint({ file: FILE_OF[q.application], text: textOfAsked(q), kafka: release }))
  const lines = all.map((q, i) => JSON.stringify({ component: q.application, text: textOfAsked(q), client: speakersOf(reports[i]!).length > 0 || i % every === 0 }))
  const replies = (await ask('StreamsJudge', classPath(release), lines, MOST)).map((line) => JSON.parse(line) as Reply)
  return all.map((asked, i) => compared(asked, reports[i]!, replies[i]!))
}

export function classPath(release: string): string[] {
  const sources = ['java/StreamsJudge.java', 'java/Lines.java', 'java/Derived.java', 'java/Applications.java', '../../scripts/catalogue/kafka/Reach.java']
  return [compiled(sources, classPathOf(oldest, cache)), classPathOf(release, cache)]
}

const speakersOf = ({ findings }: FileReport): string[] => [...new Set(findings.filter((f) => f.severity === 'error' && REFUSALS.has(f.rule)).map((f) => f.rule))]

function compared(question: Asked, ours: FileReport, reply: Reply): Verdict {
  const speakers = speakersOf(ours)
  const gap = speakers.length > 0 ? undefined : STREAMS_GAPS.find((g) => g.application === question.application && g.said.test(reply.refused ?? ''))
  const difference = gap ? undefined : differenceOf(ours, speakers, reply)
  return { question, speakers, reply, ...(gap ? { gap } : {}), ...(difference ? { difference } : {}) }
}

function differenceOf(ours: FileReport, speakers: readonly string[], { by, refused, apiTimeout, derived }: Reply): Verdict['difference'] {
  if (refused !== undefined) return speakers.length > 0 ? undefined : { kind: `${by} refuses (${refused.replace(/:.*/s, '')}), ours says nothing`, says: refused }
  if (speakers.length > 0) return { kind: `${by} accepts, ${speakers.join(' and ')} refuses`, says: 'accepted' }
  const timeout = apiTimeout === undefined ? undefined : settingIn(ours, 'default.api.timeout.ms')
  if (timeout !== apiTimeout) return { kind: `${by} derives another default.api.timeout.ms`, says: `${apiTimeout ?? ''}, ours ${String(timeout)}` }
  return derivedDifference(ours, by, derived)
}
