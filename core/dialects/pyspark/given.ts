import type { Given, TriggerCall } from '../../components/query-calls.ts'
import type { Span } from '../../text/span.ts'
import type { Args } from './arguments.ts'
import type { Method } from './frames.ts'
import type { Job } from './job.ts'
import type { Thing } from './things.ts'

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
