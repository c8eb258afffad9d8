import type { Environment } from './file-config.ts'

/** Folders and file names that say: this is no production (rules-kafka.md §0, q-dev). */
const WORDS = new Set([
  'test',
  'tests',
  'testing',
  'e2e',
  'dev',
  'devel',
  'develop',
  'development',
  'local',
  'demo',
  'demos',
  'example',
  'examples',
  'sample',
  'samples',
  'quickstart',
  'quickstarts',
  'tutorial',
  'tutorials',
])
/** `it` is a word of its own in names, so only a whole folder says it. */
const FOLDERS = new Set([...WORDS, 'it'])

/** The environment that a path speaks of, when it speaks of one. The path is relative to the workspace: a home folder named `dev` says nothing. */
export function environmentOf(path: string): Environment | undefined {
  const segments = path.toLowerCase().split('/')
  const name = (segments.pop() ?? '').replace(/\.[^.]+$/, '')
  return segments.some(isDevFolder) || isDevName(name) ? 'development' : undefined
}

const isDevFolder = (segment: string): boolean => FOLDERS.has(segment) || isDevName(segment)

/** `dev-cluster`, `application-test`, `orders.local`: the first or the last word, so that `ab-test-events` is none. */
function isDevName(name: string): boolean {
  const words = name.split(/[-_.]/)
  return WORDS.has(words[0] ?? '') || WORDS.has(words.at(-1) ?? '')
}

/** A comment that gives a reason, or that speaks of the key: the author has thought about it (q-note). */
const REASON = /\b(?:why|because|since we|intentional(?:ly)?|deliberate(?:ly)?|on purpose|by design|accepted|acceptable|we accept|known risk)\b/i

/** What a comment beside a setting is worth: a reason for it, or at least a sign that somebody looked at it. */
export type Note = 'reason' | 'named'

/** `key` in the comment as a word of its own, but not as a setting that is commented out. */
export function noteIn(comment: string, key: string): Note | undefined {
  const text = comment.trim()
  if (text === '' || text.startsWith('weir')) return undefined
  if (/^[\w.-]+\s*[=:]\s*\S*$/.test(text) || (/^[\w.-]+\s+\S+$/.test(text) && text.startsWith(key))) return undefined
  if (REASON.test(text)) return 'reason'
  return wordIn(text, key) && (key.includes('.') || text.split(/\s+/).length > 2) ? 'named' : undefined
}

function wordIn(text: string, key: string): boolean {
  const at = text.indexOf(key)
  if (at < 0) return false
  const around = `${text[at - 1] ?? ' '}${text[at + key.length] ?? ' '}`
  return !/[\w-]/.test(around)
}
