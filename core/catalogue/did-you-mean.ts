import { distance } from 'fastest-levenshtein'

/** How far a name may be from what was meant: relative to its length. */
const limitFor = (length: number): number => (length < 9 ? 1 : length < 18 ? 2 : 3)

/** Lower case, with `.`, `-`, `_` and camel-case humps as one separator. */
export const normalised = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1.$2')
    .replace(/[-_.]+/g, '.')
    .toLowerCase()

/** Edits with a swap of two neighbours counted as one (optimal string alignment), as far as `limit`; beyond it any larger number. */
function typoDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const plain = distance(a, b)
  return plain <= 1 || plain > 2 * limit ? plain : plain - swaps(a, b)
}

/** Neighbouring letters that stand the other way round at the same place. */
function swaps(a: string, b: string): number {
  if (a.length !== b.length) return 0
  let count = 0
  for (let i = 0; i + 1 < a.length; i++) {
    if (a[i] !== b[i] && a[i] === b[i + 1] && a[i + 1] === b[i]) {
      count++
      i++
    }
  }
  return count
}

export interface Nearest {
  readonly names: readonly string[]
  readonly distance: number
}

/** The candidates nearest to a name, all at the same distance; none where nothing is near enough. `normals` are the candidates as `normalised` makes them. */
export function nearestAll(name: string, candidates: readonly string[], normals: readonly string[] = candidates.map(normalised)): Nearest {
  const wanted = normalised(name)
  let best = limitFor(wanted.length)
  let names: string[] = []
  for (const [i, candidate] of normals.entries()) {
    const d = typoDistance(wanted, candidate, best)
    if (d > best) continue
    if (d < best) names = []
    best = d
    names.push(candidates[i] ?? candidate)
  }
  return { names, distance: best }
}

/** The one candidate that was probably meant. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const { names } = nearestAll(name, [...candidates])
  return names.length === 1 ? names[0] : undefined
}
