import { refused, type Change, type Refusal, type Written } from '../../components/change.ts'
import type { SourceText } from '../../text/source-text.ts'
import { contains, sameSpan, type Edit, type Span } from '../../text/span.ts'
import { columnFunction } from './imports.ts'
import { addCall, addSessionCall, spotBefore, type Spot } from './insert.ts'
import type { Job } from './job.ts'
import type { ColumnPlace, OperatorPlace, SessionSeen } from './seen.ts'
import { encoded } from './syntax.ts'
import { closeOf, dotBefore, indentAt, lineStart, quoteOf, withoutCall, withoutItem, withoutStatement, type Cut } from './text-edits.ts'
import type { CallMark, Entry } from './things.ts'
import { nameSpan, type Setting } from './values.ts'

/** The calls that a new setting goes to. */
export interface Chains {
  readonly anchor: number
  readonly calls?: readonly CallMark[]
  readonly terminal?: CallMark
}

/** A constant that is somebody's value: under which name, where, and where the literal stands. */
interface Taken {
  readonly name: string
  readonly use: number
  readonly literal: number
}

type Write = (change: Change) => Written
type Insert = (key: string, value: string | number | boolean) => Written

const NOT_HERE = refused('there is no call in sight that it could be added to')

/** Writes changes as edits in this file's own way: its quotes, its line breaks, its brackets. Keeps texts and offsets only, never a tree. */
export class Pen {
  readonly #source: SourceText
  readonly #text: string
  readonly #operators: readonly OperatorPlace[]
  readonly #columns: readonly ColumnPlace[]
  readonly #session: SessionSeen
  readonly #column: string | undefined
  /** Bodies that are read for more than one call. */
  readonly #repeated: readonly { readonly name: string; readonly start: number; readonly end: number }[]
  /** Constants that set something in this file. */
  readonly #taken: readonly Taken[]

  constructor(job: Job, entries: readonly Entry[]) {
    this.#source = job.source
    this.#text = job.text
    this.#operators = [...job.seen.operators.values()]
    this.#columns = [...job.seen.columns.values()]
    this.#session = job.seen.session
    this.#column = columnFunction(job)
    this.#taken = entries.flatMap(({ name, use, value }) =>
      value.is === 'const' && value.literal ? [{ name: name.toLowerCase(), use: use.start, literal: value.literal.start }] : [],
    )
    this.#repeated = [...job.seen.functions.values()].filter((f) => f.info.calls > 1).map(({ info: { name, node } }) => ({ name, start: node.start, end: node.end }))
  }

  query(settings: readonly Setting[], chains: Chains): Write {
    const insert: Insert = (key, value) => this.#insertCall(chains, queryCall(key, value))
    return (change) => this.#write(change, settings, chains.anchor, insert)
  }

  source(settings: readonly Setting[], chains: Chains): Write {
    const insert: Insert = (key, value) => this.#insertCall(chains, optionCall(key.replace(/^source\./, ''), value))
    return (change) => this.#write(change, settings, chains.anchor, insert)
  }

  client(settings: readonly Setting[], chains: Chains): Write {
    const insert: Insert = (key, value) => this.#insertCall(chains, optionCall(`kafka.${key}`, value))
    return (change) => this.#write(change, settings, chains.anchor, insert)
  }

  session(settings: readonly Setting[], anchor: number): Write {
    const insert: Insert = (key, value) => this.#insertSetting(this.#session, key, value)
    return (change) => this.#write(change, settings, anchor, insert)
  }

  #write(change: Change, settings: readonly Setting[], anchor: number, insert: Insert): Written {
    switch (change.do) {
      case 'set':
        return this.#set(settings, change.key, plain(change.value), insert)
      case 'remove':
        return this.#remove(settings, change.key, change.at)
      case 'rename':
        return this.#rename(settings, change.at, change.to)
      case 'comment':
        return this.#comment(anchor, change.text)
      case 'insertOperator':
        return this.#insertOperator(change.before.start, change.call, change.args)
      case 'renameOperator':
        return this.#renameOperator(change.operator.start, change.to)
      case 'nameColumn':
        return this.#nameColumn(change.column.start, change.column.name)
    }
  }

  #edit({ start, end }: Span, text: string): readonly Edit[] {
    return [this.#source.edit(this.#source.span(start, end), text)]
  }

  #cut(made: Cut | 'only' | undefined): Written {
    return made === undefined || made === 'only' ? refused('it cannot be taken out of this code without changing more') : this.#edit(made, made.text)
  }

  /** Why nothing may be added or exchanged here: the code serves more than one call. */
  #held(at: number): Refusal | undefined {
    const home = this.#repeated.find((f) => contains(f, at))
    return home && refused(`it stands in ${home.name}, which is called more than once: the change would hold for every call`)
  }

  /* ── settings ── */

  #set(settings: readonly Setting[], key: string, value: string | number | boolean, insert: Insert): Written {
    const there = settings.findLast((s) => s.key === key)
    return there ? this.#exchange(there, value) : insert(key, value)
  }

  /** Another value for the same literal, in its own quotes. */
  #exchange({ entry }: Setting, value: string | number | boolean): Written {
    const { use } = entry
    const literal = entry.value.is === 'const' ? entry.value.literal : undefined
    const isHere = literal !== undefined && literal.start >= use.start && literal.end <= use.end
    if (literal && (isHere || this.#isOwn(entry, literal))) {
      return literal.quote === '' ? this.#edit(literal, literalText(value, this.#quoteNear(use))) : this.#edit(literal, encoded(String(value), literal.quote, literal.isRaw))
    }
    if (entry.isLooped) return refused('it is set in a loop, with others')
    return this.#held(use.start) ?? this.#edit(use, literalText(value, this.#quoteNear(use)))
  }

  /** A literal that stands elsewhere under a name may be changed there if the name is used for nothing else. */
  #isOwn({ name }: Entry, literal: Span): boolean {
    const text = this.#text
    const takers = this.#taken.filter((e) => e.literal === literal.start)
    if (takers.length === 0 || takers.some((e) => e.name !== name.toLowerCase())) return false
    // `NAME = "…"`: a value of that name and of nothing else. An argument or an entry is for the one that takes it.
    const word = /^[ \t]*([A-Za-z_]\w*)[ \t]*(?::[^=\n]*)?=[ \t]*[A-Za-z]{0,2}["']*$/.exec(text.slice(lineStart(text, literal.start), literal.start))?.[1]
    if (word === undefined) return true
    const uses = new Set(takers.map((e) => e.use)).size
    const definitions = [...text.matchAll(new RegExp(`\\b${word}\\b(?=\\s*(?::[^=\\n]*)?=(?!=))`, 'g'))].length
    return definitions === 1 && [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].length === uses + 1
  }

  #remove(settings: readonly Setting[], key: string, at: Span | undefined): Written {
    const gone = settings.filter((s) => s.key === key && (!at || sameSpan(s.value.text, at) || sameSpan(s.value.key, at)))
    if (gone.length === 0) return refused('it is not written here')
    const edits: Edit[] = []
    for (const { entry } of gone) {
      const made = this.#without(entry)
      if ('refused' in made) return made
      edits.push(...made.filter((e) => !edits.some((held) => sameSpan(held, e))))
    }
    return edits
  }

  #without({ within, isLooped, nameIs }: Entry): Written {
    const text = this.#text
    if (within.how === 'call') return isLooped && nameIs === 'elsewhere' ? refused('it is set in a loop, with others') : this.#cut(withoutCall(text, within.call))
    if (within.how === 'statement') return this.#cut(withoutStatement(text, within.unit))
    const made = withoutItem(text, within.unit)
    if (made === 'only') return this.#cut(within.call === undefined ? { ...within.unit, text: '' } : withoutCall(text, within.call))
    return this.#cut(made)
  }

  #rename(settings: readonly Setting[], at: Span, to: string): Written {
    const there = settings.find((s) => s.value.key.start === at.start)
    if (!there) return refused('it is not written here')
    const { nameIs } = there.entry
    const name = to.replace(/^(?:source|sink)\./, '')
    if (nameIs === 'keyword' && !/^[A-Za-z_]\w*$/.test(name)) return refused(`${name} is no keyword in Python: it would have to be written as .option("${name}", …)`)
    if (nameIs === 'string' || nameIs === 'keyword') return this.#edit(nameSpan(there.entry), name)
    return refused('its name is not written here as such')
  }

  #comment(anchor: number, text: string): Written {
    return this.#edit({ start: anchor, end: anchor }, `# ${text}${this.#source.eol}${indentAt(this.#text, anchor)}`)
  }

  /* ── chains ── */

  #insertCall({ calls, terminal }: Chains, call: (quote: string) => string): Written {
    if (!terminal) return NOT_HERE
    const held = this.#held(terminal.call)
    if (held) return held
    const [text, source] = [this.#text, this.#source]
    const isTrigger = call('"').startsWith('.trigger(')
    return this.#spot(addCall(text, isTrigger ? [] : (calls ?? []), terminal, source.eol), call(this.#quoteNear({ start: terminal.call, end: terminal.call })))
  }

  #insertSetting(session: SessionSeen, key: string, value: string | number | boolean): Written {
    const [text, source] = [this.#text, this.#source]
    const spot = addSessionCall(text, session, source.eol)
    if (!spot) return NOT_HERE
    return (
      this.#held(spot.at) ??
      this.#spot(
        spot,
        `.${spot.method}("${encoded(key, '"')}", ${literalText(String(value), this.#quoteNear({ start: spot.at, end: spot.at }))})`.replaceAll(
          '"',
          this.#quoteNear({ start: spot.at, end: spot.at }),
        ),
      )
    )
  }

  #spot(spot: Spot | undefined, call: string): Written {
    return spot ? this.#edit({ start: spot.at, end: spot.at }, spot.before + call + spot.behind) : NOT_HERE
  }

  #insertOperator(place: number, call: string, args: readonly string[]): Written {
    const operator = this.#operator(place)
    if ('refused' in operator) return operator
    const [text, source] = [this.#text, this.#source]
    const dot = dotBefore(text, operator.start)
    if (dot === undefined) return refused('it stands inside an expression that nothing can be put into')
    const quote = this.#quoteNear({ start: operator.start, end: closeOf(text, operator.start) ?? operator.end })
    const given = args.map((a) => quote + encoded(a, quote) + quote).join(', ')
    return this.#spot(spotBefore(text, dot, source.eol), `.${call}(${given})`)
  }

  #operator(place: number): Span | Refusal {
    const found = this.#operators.find((o) => this.#source.span(o.start, o.end).start === place)
    if (!found || found.name === 'sql') return refused('it is not a call in a chain of this file')
    if (found.isAgain) return refused('it is called in a loop, again and again on the same frame')
    return this.#held(found.start) ?? { start: found.start, end: found.end }
  }

  #renameOperator(place: number, to: string): Written {
    const operator = this.#operator(place)
    return 'refused' in operator ? operator : this.#edit(operator, to)
  }

  #nameColumn(place: number, name: string): Written {
    const found = this.#columns.find((c) => this.#source.span(c.at.start, c.at.end).start === place)
    if (!found || found.isText) return refused('it is not a column taken from a frame')
    const quote = this.#quoteNear({ start: found.at.start, end: found.at.start })
    const named = quote + encoded(name, quote) + quote
    if (found.isWhole) return this.#edit(found.at, named)
    return this.#column === undefined ? refused('neither col nor pyspark.sql.functions is imported here') : this.#edit(found.at, `${this.#column}(${named})`)
  }

  /** The quotes that the code around a place uses. */
  #quoteNear({ start, end }: Span): string {
    const text = this.#text
    const from = Math.max(0, start - 400)
    const inside = /["']/.exec(text.slice(start, end))?.[0]
    return (
      inside ??
      text
        .slice(from, start)
        .match(/["'](?=[,)\]])/g)
        ?.at(-1) ??
      quoteOf(text, from, text.length)
    )
  }
}

const plain = (value: string | number | boolean | readonly string[]): string | number | boolean => (typeof value === 'object' ? value.join(',') : value)

const literalText = (value: string | number | boolean, quote: string): string =>
  typeof value === 'number' ? String(value) : typeof value === 'boolean' ? (value ? 'True' : 'False') : quote + encoded(value, quote) + quote

type Call = (quote: string) => string
/** Options are texts; a number may stand as it is. */
const optionCall =
  (name: string, value: string | number | boolean): Call =>
  (quote) =>
    `.option(${quote}${encoded(name, quote)}${quote}, ${literalText(typeof value === 'boolean' ? String(value) : value, quote)})`

const KEYWORDS: Readonly<Record<string, string>> = {
  trigger: 'processingTime',
  'trigger.once': 'once',
  'trigger.availableNow': 'availableNow',
  'trigger.continuous': 'continuous',
  'trigger.realTime': 'realTime',
}

function queryCall(key: string, value: string | number | boolean): Call {
  const keyword = KEYWORDS[key]
  if (keyword !== undefined) return (quote) => `.trigger(${keyword}=${literalText(value, quote)})`
  if (key === 'outputMode' || key === 'queryName') return (quote) => `.${key}(${literalText(String(value), quote)})`
  return optionCall(key.replace(/^sink\./, ''), value)
}
