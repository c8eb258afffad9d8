import { agreement } from './scale.ts'

/** One question with both sides' verdicts: in favour of whom it counts. */
export interface Counted {
  /** The rules of ours that refuse. */
  readonly speakers: readonly string[]
  /** Why it is left out of the comparison, if it is. */
  readonly gap?: string | { readonly what: string } | undefined
  readonly difference?: unknown
}

/** How much was compared, agreed and left out, and which rules were right how often. */
export class Tally {
  readonly #excluded = new Map<string, number>()
  readonly #heard = new Map<string, number>()
  #agreed = 0
  #compared = 0

  count(judged: readonly Counted[]): void {
    for (const { gap, difference, speakers } of judged) {
      if (gap !== undefined) this.exclude(typeof gap === 'string' ? gap : gap.what, 1)
      else this.#compared++
      if (gap === undefined && difference === undefined) this.#agreed++
      if (difference === undefined) for (const id of speakers) add(this.#heard, id, 1)
    }
  }

  exclude(what: string, n: number): void {
    add(this.#excluded, what, n)
  }

  /** What is printed at the end: the sum, then each exclusion with its reason. */
  tell(of: string, more = ''): void {
    const excluded = [...this.#excluded.values()].reduce((sum, n) => sum + n, 0)
    console.log(`${agreement(of, { agreed: this.#agreed, compared: this.#compared, excluded })}${more}`)
    if (excluded > 0) console.log([...this.#excluded].map(([what, n]) => `excluded ${n}: ${what}`).join('\n'))
  }

  get sum(): string {
    return `${this.#agreed} of ${this.#compared}`
  }

  /** Of these rules those that have hardly spoken. */
  seldom(ids: Iterable<string>, enough: number): string[] {
    return [...ids].filter((id) => (this.#heard.get(id) ?? 0) < enough)
  }

  /** Of these reasons those that left nothing out. */
  idle(gaps: readonly { readonly what: string }[]): string[] {
    return gaps.filter(({ what }) => !this.#excluded.has(what)).map(({ what }) => what)
  }
}

const add = (counts: Map<string, number>, name: string, n: number): unknown => counts.set(name, (counts.get(name) ?? 0) + n)
