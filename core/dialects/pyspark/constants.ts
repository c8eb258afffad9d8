import type { Span } from '../../text/span.ts'
import { briefly, type Args } from './arguments.ts'
import { combined } from './conditions.ts'
import type { Job } from './job.ts'
import { decoded, hint, stringAt, type Py, type StringLiteral } from './syntax.ts'
import { DERIVED, NONE, NOT_UNDERSTOOD, textOf, unknown, type Const, type Dict, type Pair, type Thing } from './things.ts'

/** A string literal with its text; of an f-string only if all its parts are known. */
export function stringConst(job: Job, node: Py): Thing {
  const literal = stringAt(node.source, node.start, node.end)
  if (!literal) return NOT_UNDERSTOOD
  if (literal.isFormat && node.kids.some(isInterpolation)) return formatted(job, node)
  return textConst(node.source, literal)
}

export function textConst(source: string, literal: StringLiteral): Const {
  const { start, end, quote, isRaw, isFormat } = literal
  const raw = source.slice(start, end)
  return { is: 'const', of: 'text', text: isRaw ? raw : decoded(isFormat ? braces(raw) : raw), literal: { start, end, quote, isRaw } }
}

/** A part of an f-string that is no text: `{x}`, but not `{{`. */
const isInterpolation = ({ source, start }: Py): boolean => source[start] === '{' && source[start + 1] !== '{'

const braces = (raw: string): string => raw.replaceAll('{{', '{').replaceAll('}}', '}')

function formatted(job: Job, node: Py): Thing {
  let text = ''
  let missing: string | undefined
  // The first and the last part are the quotes.
  for (const part of node.kids.slice(1, -1)) {
    if (!isInterpolation(part)) text += decoded(braces(part.text))
    else {
      const [expression, ...rest] = part.kids
      if (expression) hint(expression, '}')
      const value = expression ? shown(job.eval(expression)) : undefined
      if (value === undefined || rest.length > 0 || /=\s*\}$/.test(part.text)) missing ??= expression ? briefly(expression) : '…'
      else text += value
    }
  }
  return missing === undefined ? { is: 'const', of: 'text', text } : unknown(`it holds ${missing}, which is not in sight`)
}

/** As `str()` shows it. */
function shown(value: Thing): string | undefined {
  if (value.is !== 'const') return undefined
  if (value.of === 'none') return 'None'
  return value.of === 'flag' ? (value.text === 'true' ? 'True' : 'False') : value.text
}
export const asText = (value: Thing): Thing => {
  const text = shown(value)
  return text === undefined ? NOT_UNDERSTOOD : { is: 'const', of: 'text', text }
}

export function concatenated(job: Job, node: Py): Thing {
  let text = ''
  for (const part of node.kids) {
    const value = job.eval(part)
    if (value.is !== 'const') return value
    text += value.text
  }
  return { is: 'const', of: 'text', text }
}

export function numberConst(source: string, { start, end }: Span): Const {
  return { is: 'const', of: 'number', text: numberText(source.slice(start, end).replaceAll('_', '')), literal: { start, end, quote: '', isRaw: false } }
}

/** As `str()` writes it: `1e5` is `100000.0`, `0x10` is `16`. */
function numberText(written: string): string {
  if (/^\d+$/.test(written)) return written.replace(/^0+(?=\d)/, '')
  const n = Number(written)
  if (Number.isNaN(n)) return written
  return /^0[xob]/i.test(written) || !Number.isInteger(n) ? String(n) : `${n}.0`
}

export const flagConst = ({ start, end }: Span, isTrue: boolean): Const => ({ is: 'const', of: 'flag', text: String(isTrue), literal: { start, end, quote: '', isRaw: false } })
export const noneConst = ({ start, end }: Span): Const => ({ ...NONE, literal: { start, end, quote: '', isRaw: false } })

export function unary(job: Job, node: Py): Thing {
  const inner = node.kid(0)
  const value = inner ? job.eval(inner) : NOT_UNDERSTOOD
  if (value.is === 'column') return DERIVED
  const sign = node.source[node.start]
  if (value.is !== 'const' || value.of !== 'number' || (sign !== '-' && sign !== '+')) return NOT_UNDERSTOOD
  return { ...value, text: sign === '-' ? `-${value.text}` : value.text, literal: { start: node.start, end: node.end, quote: '', isRaw: false } }
}

/** `+` of texts, whole-number arithmetic, `|` of dictionaries; an operator over columns makes a new column. */
export function binary(job: Job, node: Py): Thing {
  const [left, right] = node.kids
  if (!left || !right) return NOT_UNDERSTOOD
  const [a, b] = [job.eval(left), job.eval(right)]
  const sign = /[+\-*/%|]+/.exec(node.source.slice(left.end, right.start))?.[0] ?? ''
  if (a.is === 'column' || b.is === 'column') return combined([a, b])
  if (a.is === 'dict' && b.is === 'dict' && sign === '|') return mergedDicts(job, a, b)
  if (a.is === 'const' && a.of === 'text' && sign === '%') return percent(a.text, b)
  if (a.is === 'const' && b.is === 'const') return ofConsts(sign, a, b)
  return [a, b].find((t) => t.is === 'unknown') ?? NOT_UNDERSTOOD
}

function ofConsts(sign: string, a: Const, b: Const): Thing {
  // Of two texts that are divided the first is a `Path`.
  if (a.of === 'text' && b.of === 'text' && sign === '/') return { is: 'const', of: 'text', text: joinedText(a.text, b.text) }
  if (a.of === 'text' && b.of === 'text' && sign === '+') return { is: 'const', of: 'text', text: a.text + b.text }
  const result = a.of === 'number' && b.of === 'number' ? arithmetic(sign, Number(a.text), Number(b.text)) : undefined
  return result === undefined ? NOT_UNDERSTOOD : { is: 'const', of: 'number', text: String(result) }
}

/** As `os.path.join` joins: what begins at the root stands alone. */
export const joinedText = (path: string, part: string): string => (part.startsWith('/') || path === '' ? part : `${path.replace(/\/$/, '')}/${part}`)

function arithmetic(sign: string, a: number, b: number): number | undefined {
  const result = { '+': a + b, '-': a - b, '*': a * b, '//': Math.floor(a / b) }[sign]
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(result) ? result : undefined
}

export function mergedDicts(job: Job, a: Dict, b: Dict): Dict {
  const why = a.box.state.open ?? b.box.state.open
  return job.dict(new Map<string, Pair>([...a.box.state.pairs, ...b.box.state.pairs]), why)
}

/** `"%s seconds" % n` with one plain value. */
function percent(pattern: string, value: Thing): Thing {
  const text = shown(value)
  const parts = pattern.split(/%[sd]/)
  return text === undefined || parts.length !== 2 || pattern.replace(/%[sd]/, '').includes('%') ? NOT_UNDERSTOOD : { is: 'const', of: 'text', text: parts.join(text) }
}

/** `"{} seconds".format(n)`: plain fields only. */
function formatCall(pattern: string, positional: readonly Thing[], named: ReadonlyMap<string, { readonly value: Thing }>): Thing {
  let next = 0
  const unseen: string[] = []
  const text = pattern.replace(/\{\{|\}\}|\{(\w*)\}|\{[^}]*\}?/g, (all, field: string | undefined) => {
    if (all === '{{' || all === '}}') return all[0] ?? ''
    const value = field === undefined ? undefined : field === '' ? positional[next++] : (named.get(field)?.value ?? positional[Number(field)])
    const part = value && shown(value)
    if (part === undefined) unseen.push(all)
    return part ?? ''
  })
  return unseen.length === 0 ? { is: 'const', of: 'text', text } : NOT_UNDERSTOOD
}

/** A method of a text; the few that people build paths and intervals with. */
export function textMethod(value: Const, name: string, { positional: items, named }: Args): Thing {
  const positional = items.map((i) => i.value)
  const [first] = positional
  switch (name) {
    case 'format':
      return formatCall(value.text, positional, named)
    case 'strip':
      return first ? NOT_UNDERSTOOD : { is: 'const', of: 'text', text: value.text.trim() }
    case 'joinpath':
      return positional.every((p) => textOf(p) !== undefined)
        ? { is: 'const', of: 'text', text: positional.map((p) => textOf(p) ?? '').reduce(joinedText, value.text) }
        : NOT_UNDERSTOOD
    case 'as_posix':
      return value
    case 'lower':
      return { is: 'const', of: 'text', text: value.text.toLowerCase() }
    case 'upper':
      return { is: 'const', of: 'text', text: value.text.toUpperCase() }
    case 'rstrip':
      return first?.is === 'const' && first.text === '/' ? { is: 'const', of: 'text', text: value.text.replace(/\/+$/, '') } : NOT_UNDERSTOOD
    default:
      return NOT_UNDERSTOOD
  }
}

export const spanOf = ({ start, end }: Span): Span => ({ start, end })
