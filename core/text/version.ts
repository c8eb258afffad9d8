/** A release as a number that compares: 3.0.1 is 3_000_001. */
export type Version = number

export function version(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number)
  return major * 1_000_000 + minor * 1000 + patch
}

export function showVersion(v: Version): string {
  const patch = v % 1000
  return `${Math.floor(v / 1_000_000)}.${Math.floor(v / 1000) % 1000}${patch ? `.${patch}` : ''}`
}

export const minorOf = (v: Version): Version => v - (v % 1000)
export const isVersion = (text: string): boolean => /^\d+\.\d+(?:\.\d+)?$/.test(text)
