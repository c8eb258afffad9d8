import { shrink } from './shrink.ts'

/** A question to both sides, and in what they do not agree, if they do not: its kind, by itself or with what was said. */
interface Compared<Q> {
  readonly question: Q
  readonly difference?: string | { readonly kind: string; readonly says: string }
}

interface Ways<Q, J> {
  judge(questions: readonly Q[]): Promise<readonly J[]> | readonly J[]
  smaller(question: Q): readonly Q[]
  /** The smallest question in words; the place to keep it, too. */
  told(least: J): string
}

/** So many kinds are shrunk; more of them have one cause, as a rule. */
const MOST = 10

const kindOf = <Q>({ difference }: Compared<Q>): string | undefined => (typeof difference === 'object' ? difference.kind : difference)

/** A line for each kind of disagreement, with one that is as small as it gets; printed, too, since an assertion shortens what it shows. */
export async function explained<Q, J extends Compared<Q>>(judged: readonly J[], ways: Ways<Q, J>): Promise<string[]> {
  const kinds = [...new Set(judged.flatMap((j) => kindOf(j) ?? []))]
  const lines: string[] = []
  for (const kind of kinds.slice(0, MOST)) lines.push(await explainedKind(judged, kind, ways))
  if (kinds.length > MOST) lines.push(`and ${kinds.length - MOST} kinds more`)
  if (lines.length > 0) console.log(lines.join('\n'))
  return lines
}

async function explainedKind<Q, J extends Compared<Q>>(judged: readonly J[], kind: string, { judge, smaller, told }: Ways<Q, J>): Promise<string> {
  const same = judged.filter((j) => kindOf(j) === kind)
  const showing = async (all: readonly Q[]): Promise<Q[]> => (await judge(all)).filter((j) => kindOf(j) === kind).map((j) => j.question)
  const [least] = await judge([await shrink(same[0]!.question, smaller, showing)])
  const says = typeof least?.difference === 'object' ? ` (${least.difference.says})` : ''
  return `${kind}, ${same.length} times, such as ${least === undefined ? 'nothing that is small' : told(least)}${says}`
}
