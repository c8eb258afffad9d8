/** The last patch that is served of each minor: what a user of that minor runs. */
export const lastPatches: readonly string[] = [
  '2.8.2',
  '3.0.2',
  '3.1.2',
  '3.2.3',
  '3.3.2',
  '3.4.1',
  '3.5.2',
  '3.6.2',
  '3.7.2',
  '3.8.1',
  '3.9.2',
  '4.0.2',
  '4.1.2',
  '4.2.2',
  '4.3.1',
  '4.4.0',
]

/** Earlier patches: a default or a validator may have come, or have been mended, in the middle of a minor. */
const earlierPatches: readonly string[] = [
  '3.0.0',
  '3.0.1',
  '3.1.0',
  '3.1.1',
  '3.2.0',
  '3.5.0',
  '3.5.1',
  '3.7.1',
  '3.8.0',
  '3.9.0',
  '3.9.1',
  '4.0.0',
  '4.0.1',
  '4.1.0',
  '4.2.0',
  '4.2.1',
  '4.3.0',
]

export const releases: readonly string[] = [...lastPatches, ...earlierPatches].sort(compareReleases)

/** Patches for which an artifact, or one that it needs, is not served. What it defines is not asked there; the neighbouring releases speak. */
const unserved: Readonly<Record<string, readonly string[]>> = {
  'connect-runtime': ['4.0.1'],
  'connect-mirror': ['3.0.0', '3.1.0', '3.2.3', '3.5.2', '4.0.1', '4.2.1', '4.2.2', '4.4.0'],
}

export const isServed = (artifact: string, release: string): boolean => unserved[artifact]?.includes(release) !== true

export const newest = '4.4.0'

/** The dumper is compiled against the oldest release, so that it may call nothing that only newer ones have. */
export const oldest = '2.8.2'

export function compareReleases(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

export function minorOf(release: string): string {
  return release.split('.').slice(0, 2).join('.')
}
