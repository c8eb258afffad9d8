/** A release as a number that compares: 3.0.1 is 3_000_001. */
export type Version = number

/** Rules name the same few releases for every component. */
const read = new Map<string, Version>()
const MOST = 1000

export function version(text: string): Version {
  let found = read.get(text)
  if (found === undefined) {
    const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number)
    found = major * 1_000_000 + minor * 1000 + patch
    if (read.size < MOST) read.set(text, found)
  }
  return found
}

export function showVersion(v: Version): string {
  const patch = v % 1000
  return `${Math.floor(v / 1_000_000)}.${Math.floor(v / 1000) % 1000}${patch ? `.${patch}` : ''}`
}

export const minorOf = (v: Version): Version => v - (v % 1000)
export const isVersion = (text: string): boolean => /^\d+\.\d+(?:\.\d+)?$/.test(text)
