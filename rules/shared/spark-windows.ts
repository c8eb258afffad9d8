import { intervalMicros } from '../../core/catalogue/spark-values.ts'
import type { Given, WindowCall } from '../../core/components/query-calls.ts'
import type { Operator } from '../../core/components/query.ts'
import type { Span } from '../../core/text/span.ts'

/* What PySpark makes of a call of window() and Spark of the windows of one step (executed on pyspark 3.3.4 to 4.3.0, of streams and batches alike). */

export interface SaidOfWindow {
  readonly says: 'text' | 'interval' | 'positive' | 'slide' | 'start' | 'several'
  readonly at: readonly Span[]
  readonly name: string
  readonly text: string
  readonly bad: string
}

/** What is wrong with one window; the first thing that is. */
export function saidOfWindow({ by, given }: WindowCall): SaidOfWindow | undefined {
  const noText = given.find(isNoText)
  if (noText) return said('text', [noText], noText)
  if (by === 'session_window') return undefined
  for (const one of given.filter(isLength)) {
    const parsed = intervalMicros(one.text)
    if ('bad' in parsed) return said('interval', [one], one, parsed.bad)
    if (one.name !== 'startTime' && parsed.micros <= 0n) return said('positive', [one], one)
  }
  return saidOfLengths(given)
}

const said = (says: SaidOfWindow['says'], at: readonly Span[], { name, text }: Given, bad = ''): SaidOfWindow => ({ says, at, name, text, bad })

const isLength = ({ of, text }: Given): boolean => of === 'text' && text !== ''
/** What Python calls false is as if it were not given; only the length of the window itself, or the gap of a session, must be there. */
const isLeftOut = ({ of, text }: Given): boolean =>
  of === 'none' || (of === 'text' && text === '') || (of === 'flag' && text === 'false') || (of === 'number' && Number(text) === 0)
const isMust = ({ name }: Given): boolean => name === 'windowDuration' || name === 'gapDuration'
/** The gap of a session may be an empty text. */
const isNoText = (given: Given): boolean =>
  given.of !== 'unknown' && (given.of !== 'text' || (given.text === '' && given.name === 'windowDuration')) && (isMust(given) || !isLeftOut(given))

interface Lengths {
  readonly duration: bigint
  readonly slide: bigint
  readonly start: bigint
}

/** Nothing where one of them is not in sight. */
function lengthsOf(given: readonly Given[]): Lengths | undefined {
  const of = (name: string, otherwise: bigint | undefined): bigint | undefined => {
    const one = given.find((g) => g.name === name)
    if (!one || isLeftOut(one)) return otherwise
    const parsed = isLength(one) ? intervalMicros(one.text) : undefined
    return parsed && 'micros' in parsed ? parsed.micros : undefined
  }
  const duration = of('windowDuration', undefined)
  const slide = of('slideDuration', duration)
  const start = of('startTime', 0n)
  return duration === undefined || slide === undefined || start === undefined ? undefined : { duration, slide, start }
}

function saidOfLengths(given: readonly Given[]): SaidOfWindow | undefined {
  const named = (name: string): Given | undefined => given.find((g) => g.name === name)
  const [duration, slide, start] = [named('windowDuration'), named('slideDuration'), named('startTime')]
  const lengths = lengthsOf(given)
  if (!lengths || !duration) return undefined
  if (slide && lengths.slide > lengths.duration) return said('slide', [slide, duration], slide, duration.text)
  const step = slide && isLength(slide) ? slide : duration
  return start && (lengths.start < 0n ? -lengths.start : lengths.start) >= lengths.slide ? said('start', [start, step], start, step.text) : undefined
}

/** Two windows of one step that are not the same; which column they are of need not be known. */
export function saidOfSeveral(windows: readonly WindowCall[]): SaidOfWindow | undefined {
  const [first, ...others] = windows
  const other = first && others.find((window) => isOther(first, window))
  return first && other && { says: 'several', at: [other, first], name: '', text: '', bad: '' }
}

function isOther(a: WindowCall, b: WindowCall): boolean {
  if (a.by !== b.by) return true
  if (a.by === 'session_window') return false
  const [one, two] = [lengthsOf(a.given), lengthsOf(b.given)]
  return one !== undefined && two !== undefined && (one.duration !== two.duration || one.slide !== two.slide || one.start !== two.start)
}

/** The steps of a query and of the frames that are joined into it. */
export function allSteps(operators: readonly Operator[], known = new Set<Operator>()): readonly Operator[] {
  for (const op of operators) {
    if (known.has(op)) continue
    known.add(op)
    if (op.other?.operators) allSteps(op.other.operators, known)
  }
  return [...known]
}
