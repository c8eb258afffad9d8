import type { Given, TriggerCall, WindowCall } from '../../components/query-calls.ts'
import type { Span } from '../../text/span.ts'
import { argument, type Args } from './arguments.ts'
import type { Method } from './frames.ts'
import type { Job } from './job.ts'
import type { MethodName, Thing } from './things.ts'

/* What a call was given, for rules that judge the call itself. */

function given(job: Job, name: string, value: Thing, at: Span): Given {
  const known = value.is === 'const' ? { of: value.of, text: value.text } : { of: 'unknown' as const, text: '' }
  return { name, ...known, ...job.place(at) }
}

/** The file looks at releases, or is made for a platform that has triggers of its own. */
const ELSEWHERE = /version|databricks|\bdbutils\b/i

/** Nothing where somebody catches what the call says, or where it may be meant for another release only. */
export function triggerCall(job: Job, method: Method, { positional, named, open, isOpenList }: Args): TriggerCall | undefined {
  if (job.tries > 0 || (named.has('realTime') && ELSEWHERE.test(job.text))) return undefined
  return {
    ...job.place(method),
    given: [...named.values()].map(({ name, value, use }) => given(job, name, value, use)),
    isPositional: positional.length > 0,
    isOpen: open !== undefined || isOpenList,
  }
}

/** Parameters of the functions behind the column. */
const OF_WINDOWS: Readonly<Record<WindowCall['by'], readonly string[]>> = { window: ['windowDuration', 'slideDuration', 'startTime'], session_window: ['gapDuration'] }

/** Nothing where somebody catches what is said, where the name may be one of another module, or where more is given than is seen. */
export function windowCall(job: Job, by: WindowCall['by'], args: Args, at: Span): WindowCall | undefined {
  if (job.tries > 0 || args.open !== undefined || args.isOpenList || job.stars.some((from) => !/^pyspark\b/.test(from))) return undefined
  const end = at.start + (/^[\w.]+/.exec(job.text.slice(at.start, at.end))?.[0].length ?? 0)
  const all = OF_WINDOWS[by].flatMap((name, i) => {
    const item = argument(args, i + 1, name)
    return item ? [given(job, name, item.value, item.at)] : []
  })
  return { by, given: all, ...job.place({ start: at.start, end }) }
}

/** A method with the windows that it is given, lists and dictionaries of them laid flat. */
export function withWindows<M extends MethodName>(job: Job, method: M, { positional, named }: Args): M {
  if (job.tries > 0) return method
  const windows: WindowCall[] = []
  for (const { value } of positional) addWindows(windows, value)
  for (const { value } of named.values()) addWindows(windows, value)
  return windows.length > 0 ? { ...method, windows } : method
}

function addWindows(windows: WindowCall[], value: Thing): void {
  if (value.is === 'column' && value.view.kind === 'window' && value.view.call) windows.push(value.view.call)
  else if (value.is === 'list') for (const item of value.box.state.items) addWindows(windows, item.value)
  else if (value.is === 'dict') for (const pair of value.box.state.pairs.values()) addWindows(windows, pair.value)
}
