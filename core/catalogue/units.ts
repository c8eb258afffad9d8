declare const unit: unique symbol
/** A number of milliseconds. */
export type Millis = number & { readonly [unit]?: 'ms' }
/** A number of bytes. */
export type Bytes = number & { readonly [unit]?: 'bytes' }

const TIMES: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
]

/** Milliseconds as a person would say them: `7 d`, `1 h 30 min`, `2.5 s`, `40 ms`; nothing is rounded away that a comparison may hang on. */
export function showMillis(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return String(ms)
  if (ms < 1000) return `${round(ms)} ms`
  for (const [i, [name, size]] of TIMES.entries()) {
    if (ms < size) continue
    const whole = Math.floor(ms / size)
    const next = TIMES[i + 1]
    const rest = ms - whole * size
    if (rest === 0) return `${whole} ${name}`
    if (next && rest % next[1] === 0) return `${whole} ${name} ${rest / next[1]} ${next[0]}`
  }
  return `${round(ms / 1000)} s`
}

const SIZES: readonly (readonly [string, number])[] = [
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
]

/** Bytes as a person would say them: `16 KiB`, `1 GiB`, `512 B`. */
export function showBytes(bytes: number): string {
  for (const [name, size] of SIZES) if (bytes >= size) return `${round(bytes / size)} ${name}`
  return `${bytes} B`
}

const round = (n: number): number => Math.round(n * 1000) / 1000
