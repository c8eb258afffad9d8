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

const TIME_UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, sec: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const WORDS: Readonly<Record<string, string>> = { millisecond: 'ms', second: 's', minute: 'min', hour: 'h', day: 'd', week: 'w' }
const SIZE_UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1000, mb: 1e6, gb: 1e9, k: 1024, m: 1024 ** 2, g: 1024 ** 3, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 }

/** Milliseconds of `50ms`, `1h30m`, `2 days`; a unit must be there. */
export function parseTime(text: string): number | undefined {
  const whole = /^(?:\s*\d+(?:\.\d+)?\s*[a-z]+)+\s*$/i
  if (!whole.test(text)) return undefined
  let sum = 0
  for (const [, amount, name] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)) {
    const word = (name ?? '').toLowerCase()
    const unit = TIME_UNITS[word] ?? TIME_UNITS[WORDS[word.replace(/s$/, '')] ?? '']
    if (unit === undefined) return undefined
    sum += Number(amount) * unit
  }
  return sum > 0 ? sum : undefined
}

/** Bytes of `1KiB`, `1.2 kB`, `512b`; a unit must be there. */
export function parseSize(text: string): number | undefined {
  const m = /^\s*(\d+(?:\.\d+)?)\s*([kmg]?i?b|[kmg])\s*$/i.exec(text)
  const unit = m?.[2] === undefined ? undefined : SIZE_UNITS[m[2].toLowerCase()]
  return m && unit ? Number(m[1]) * unit : undefined
}
