import type { Span } from '../../text/span.ts'
import { callThing, getAttribute, callMethod, isForeign } from './access.ts'
import { argumentsOf } from './arguments.ts'
import { itemOf } from './collections.ts'
import { frameColumn } from './columns.ts'
import { foreignFrame, isFrame } from './frames.ts'
import type { Job } from './job.ts'
import { isFrameMethod } from './operators.ts'
import { hintOperand, type Py } from './syntax.ts'
import { DERIVED, NOT_UNDERSTOOD, textOf, type Thing } from './things.ts'

const isLink = (type: string): boolean => type === 'call' || type === 'attribute' || type === 'subscript'

/** `a.b(c)["d"].e()`: unrolled, so that a chain of a thousand calls is no thousand calls deep. */
export function chain(job: Job, node: Py): Thing {
  const links: Py[] = []
  let root: Py | undefined = node
  while (root && isLink(root.type)) {
    links.push(root)
    const [operand, second]: readonly Py[] = root.kids
    if (operand && second && root.type !== 'subscript') hintOperand(operand, second.start)
    root = operand
  }
  if (!root) return NOT_UNDERSTOOD
  return new Chain(job, root, links).value()
}

class Chain {
  readonly #job: Job
  readonly #root: Py
  readonly #links: readonly Py[]
  readonly #id: number
  /** What stands for the thing so far, when somebody wants to point at it. */
  #base: Span

  constructor(job: Job, root: Py, links: readonly Py[]) {
    this.#job = job
    this.#root = root
    this.#links = links
    this.#id = job.nextId()
    this.#base = root
  }

  value(): Thing {
    let value = this.#job.eval(this.#root)
    for (let i = this.#links.length - 1; i >= 0; i--) {
      const link = this.#links[i]
      if (!link) break
      const next = link.type === 'attribute' ? this.#links[i - 1] : undefined
      if (next?.type === 'call') {
        value = this.#method(value, link, next, i === this.#links.length - 1)
        i--
      } else value = this.#single(value, link, i === this.#links.length - 1)
    }
    return value
  }

  #method(value: Thing, link: Py, call: Py, isFirst: boolean): Thing {
    const name = link.kid(1)
    if (!name) return NOT_UNDERSTOOD
    const on = isFirst && isFrameMethod(name.word) ? this.#promoted(value) : value
    const args = argumentsOf(this.#job, call)
    const base = this.#base
    this.#base = name
    return callMethod(this.#job, on, { name: name.word, start: name.start, end: name.end, chain: this.#id }, args, base)
  }

  #single(value: Thing, link: Py, isFirst: boolean): Thing {
    const job = this.#job
    if (link.type === 'call') return callThing(job, value, argumentsOf(job, link), { name: job.text.slice(this.#base.start, this.#base.end), start: this.#base.start, end: this.#base.end, chain: this.#id })
    if (link.type === 'subscript') return this.#subscript(value, link)
    const name = link.kid(1)
    if (!name) return NOT_UNDERSTOOD
    const on = isFirst && name.word === 'writeStream' ? this.#promoted(value) : value
    const base = this.#base
    this.#base = name
    return getAttribute(job, on, { name: name.word, start: name.start, end: name.end, chain: this.#id }, { base, link })
  }

  #subscript(value: Thing, link: Py): Thing {
    const key = link.kid(1)
    if (isFrame(value)) {
      const name = key && link.kids.length === 2 ? textOf(this.#job.eval(key)) : undefined
      return name === undefined ? NOT_UNDERSTOOD : frameColumn(value, name, link)
    }
    return value.is === 'column' ? DERIVED : itemOf(this.#job, value, key)
  }

  /** A name from elsewhere that is used as a frame is the same frame from now on. */
  #promoted(value: Thing): Thing {
    if (this.#root.type !== 'identifier' || !isForeign(value)) return value
    const name = this.#root.word
    const frame = foreignFrame(this.#job, this.#root, name)
    this.#job.scope.holder(name)?.set(name, frame)
    return frame
  }
}
