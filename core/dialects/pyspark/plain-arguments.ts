import type { Span } from '../../text/span.ts'
import type { Args } from './arguments.ts'
import { flagConst, noneConst, numberConst, textConst } from './constants.ts'
import { lookUp } from './imports.ts'
import type { Job } from './job.ts'
import { integerEnd, KEYWORDS, stringAt, wordEnd, type Py } from './syntax.ts'
import type { Item, Pair, Thing } from './things.ts'

const COMMA = 44
const CLOSE = 41
const EQUALS = 61

/**
 * Arguments that are all plain: literals and names, with or without a keyword, as nearly all of a job's options are. They are told by the text alone,
 * which saves three nodes out of four; anything else, a comment too, is left to the tree.
 */
export function plainArguments(job: Job, list: Py): Args | undefined {
  const { source } = list
  const positional: Item[] = []
  const named = new Map<string, Pair>()
  let at = blanks(source, list.start + 1)
  if (source[list.start] !== '(') return undefined
  while (source.charCodeAt(at) !== CLOSE) {
    const keyword = keywordAt(source, at)
    const item = valueAt(job, source, keyword?.value ?? at)
    if (!item || (!keyword && named.size > 0)) return undefined
    const { start, end } = item.at
    if (keyword) named.set(keyword.name, { name: keyword.name, nameAt: { start: at, end: at + keyword.name.length }, nameIs: 'keyword', value: item.value, use: { start, end }, unit: { start: at, end } })
    else positional.push(item)
    at = blanks(source, end)
    const c = source.charCodeAt(at)
    if (c === COMMA) at = blanks(source, at + 1)
    else if (c !== CLOSE) return undefined
  }
  return { positional, named, isOpenList: false }
}

function blanks(source: string, from: number): number {
  let at = from
  for (let c = source.charCodeAt(at); c === 32 || c === 10 || c === 13 || c === 9; c = source.charCodeAt(at)) at++
  return at
}

function keywordAt(source: string, at: number): { readonly name: string; readonly value: number } | undefined {
  const end = wordEnd(source, at)
  const sign = end > at ? blanks(source, end) : at
  if (source.charCodeAt(sign) !== EQUALS || source.charCodeAt(sign + 1) === EQUALS) return undefined
  return { name: source.slice(at, end), value: blanks(source, sign + 1) }
}

function valueAt(job: Job, source: string, start: number): Item | undefined {
  const c = source.charCodeAt(start)
  const literal = stringAt(source, start)
  if (literal) return item(textConst(source, literal), start, literal.close)
  const end = c >= 48 && c <= 57 ? integerEnd(source, start) : wordEnd(source, start)
  if (end === start || !isEnd(source, end)) return undefined
  const at = { start, end }
  if (c >= 48 && c <= 57) return item(numberConst(source, at), start, end)
  return item(wordValue(job, source.slice(start, end), at), start, end)
}

const isEnd = (source: string, at: number): boolean => {
  const c = source.charCodeAt(blanks(source, at))
  return c === COMMA || c === CLOSE
}
const item = (value: Thing | undefined, start: number, end: number): Item | undefined => value && { value, at: { start, end } }

function wordValue(job: Job, word: string, at: Span): Thing | undefined {
  switch (KEYWORDS.get(word)) {
    case undefined:
      return lookUp(job, word)
    case 'true':
    case 'false':
      return flagConst(at, word === 'True')
    case 'none':
      return noneConst(at)
    default:
      return undefined
  }
}
