import type { FileInput, Recognition } from '../dialect.ts'

/** A job says what it is in its first half megabyte. */
const LOOKED_AT = 2 ** 19
const STREAM = /\b(?:readStream|writeStream|DataStreamReader|StreamingContext)\b/g
const PYTHON = /\.pyi?$/i

/** Streaming in Python, told by the words that every such job has; a commented-out line has not said them. */
export function recognise({ path, languageId, text }: FileInput): Recognition | undefined {
  if (!PYTHON.test(path) && languageId !== 'python') return undefined
  const head = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text
  for (const m of head.matchAll(STREAM)) {
    if (!isCommented(head, m.index)) return { dialect: 'pyspark', because: `it uses ${m[0]}`, ...(isTestPath(path) ? { as: TEST } : {}) }
  }
  return undefined
}

function isCommented(text: string, at: number): boolean {
  let start = at
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--
  return /^\s*#/.test(text.slice(start, at))
}

const DSTREAM_WORDS = /StreamingContext|KafkaUtils|DStream/
const DSTREAMS = /^[^#\n]*\b(?:StreamingContext|KafkaUtils|DStream)\b/m
/** The file makes DStreams, so their settings are read by somebody. */
export const usesDStreams = (text: string): boolean => DSTREAM_WORDS.test(text) && DSTREAMS.test(text)

/** What a part may know of its file: that its name or a folder says that it is a test. */
export const TEST = 'pyspark test'
const isTestPath = (path: string): boolean => /(?:^|\/)(?:tests?|spec)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/i.test(path)

const TEST_WORDS = /pytest|unittest|StreamTest/
const TESTS = /^\s*(?:import|from)\s+(?:pytest|unittest)\b|\bStreamTest\b/m
export const isTestFile = (text: string): boolean => TEST_WORDS.test(text) && TESTS.test(text)
