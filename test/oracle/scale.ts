import { lastPatches } from '../../scripts/catalogue/kafka/releases.ts'

/** How much is asked: `quick` in each run of CI; `full` all that stands in the project's promises, every minor release among it. */
const scale: 'quick' | 'full' = process.env['WEIR_ORACLE_SCALE'] === 'full' ? 'full' : 'quick'

export const isFull = scale === 'full'

/** The two releases that carry the mass: the last of 3.x and the newest. */
const MASS: ReadonlySet<string> = new Set(['3.9.2', lastPatches.at(-1) ?? ''])

/** The releases of a quick run: each test takes those at which its classes changed their minds. */
const QUICK = ['2.8.2', '3.0.0', '3.0.1', '3.2.3', '3.9.2', '4.1.2', '4.3.1', '4.4.0'] as const

/** The releases that are asked: those that a quick run names, and in a full one the last patch of every minor besides. */
export const releasesOf = (quick: readonly (typeof QUICK)[number][] = QUICK): readonly string[] =>
  scale === 'quick' ? quick : [...new Set([...quick, ...lastPatches])].sort(byVersion)

/** Of earlier Sparks, each of which starts a JVM for a quarter of a minute, those that are asked. */
export const sparksOf = (earlier: readonly string[]): readonly string[] => (scale === 'full' ? earlier : [])

/** Whether what was kept is asked again at that release: each costs a start of a JVM. */
export const asksKept = (release: string): boolean => scale === 'full' || MASS.has(release)

/** How many questions about one component at one release. */
export const countOf = (release: string, quick: number): number => (scale === 'quick' ? quick : MASS.has(release) ? Math.max(quick, 20_000) : Math.max(quick, 2000))

const numbers = (release: string): number => release.split('.').reduce((sum, n) => sum * 1000 + Number(n), 0)
const byVersion = (a: string, b: string): number => numbers(a) - numbers(b)

/** One line that every test prints at its end, and that the runner sums up. */
export const agreement = (of: string, { agreed, compared, excluded }: { readonly agreed: number; readonly compared: number; readonly excluded: number }): string =>
  `${of}: agreement ${agreed} of ${compared}, ${excluded} excluded`
