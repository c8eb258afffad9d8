import type { Span } from '../../text/span.ts'
import { callThing, getAttribute, callMethod, isForeign } from './access.ts'
import { argumentsOf, NO_ARGS, type Args } from './arguments.ts'
import { itemOf } from './collections.ts'
import { frameColumn } from './columns.ts'
import { foreignFrame, isFrame } from './frames.ts'
import { lookUp } from './imports.ts'
import type { Job } from './job.ts'
import { isFrameMethod } from './operators.ts'
import { plainArguments, scanChain, type Link, type PlainChain } from './plain-chain.ts'
import { hintOperand, type Py } from './syntax.ts'
import { DERIVED, NOT_UNDERSTOOD, textOf, type Thing } from './things.ts'

/** `a.b(c)["d"].e()`: unrolled, so that a chain of a thousand calls is no thousand calls deep. Where the text alone tells it, the tree is not gone into. */
export function chain(job: Job, node: Py): Thing {
  const plain = scanChain(job.text, node.start)
  const outer: Link[] = []
  let root: Py | undefined = node
  while (root && isLink(root.type)) {
    const told = plain && toldLinks(plain, root.end)
    if (plain && told) return new Chain(job, plain.root, true, told.concat(outer.reverse())).value(lookUp(job, job.text.slice(plain.root.start, plain.root.end)))
    outer.push(linkOf(root))
    root = inner(root)
  }
  return root ? new Chain(job, root, root.type === 'identifier', outer.reverse()).value(job.eval(root)) : NOT_UNDERSTOOD
}

const isLink = (type: string): boolean => type === 'call' || type === 'attribute' || type === 'subscript'

/** The links up to one that ends where a node of the tree ends. */
function toldLinks({ links }: PlainChain, end: number): Link[] | undefined {
  for (let i = links.length - 1; i >= 0; i--) if (links[i]?.end === end) return links.slice(0, i + 1)
  return undefined
}

function inner(node: Py): Py | undefined {
  const [operand, second]: readonly Py[] = node.kids
  if (operand && second && node.type !== 'subscript') hintOperand(operand, second.start)
  return operand
}

function linkOf(node: Py): Link {
  const name = node.type === 'attribute' ? node.kid(1) : undefined
  if (name) return { kind: 'attribute', start: name.start, end: name.start + name.word.length }
  return { kind: node.type === 'call' ? 'call' : 'subscript', start: node.start, end: node.end, node }
}

class Chain {
  readonly #job: Job
  readonly #root: Span
  readonly #isNamed: boolean
  readonly #links: readonly Link[]
  readonly #id: number
  /** What stands for the thing so far, when somebody wants to point at it. */
  #base: Span

  constructor(job: Job, root: Span, isNamed: boolean, links: readonly Link[]) {
    this.#job = job
    this.#root = root
    this.#isNamed = isNamed
    this.#links = links
    this.#id = job.nextId()
    this.#base = root
  }

  value(first: Thing): Thing {
    let value = first
    for (let i = 0; i < this.#links.length; i++) {
      const link = this.#links[i]
      const next = this.#links[i + 1]
      if (!link) break
      if (link.kind === 'attribute' && next?.kind === 'call') {
        value = this.#method(value, link, next, i === 0)
        i++
      } else value = this.#single(value, link, i === 0)
    }
    return value
  }

  #method(value: Thing, name: Link, call: Link, isFirst: boolean): Thing {
    const word = this.#text(name)
    const on = isFirst && isFrameMethod(word) ? this.#promoted(value) : value
    const args = this.#args(call)
    const base = this.#base
    this.#base = name
    return callMethod(this.#job, on, { name: word, start: name.start, end: name.end, chain: this.#id }, args, base)
  }

  #args({ plain, node }: Link): Args {
    return plain ? plainArguments(this.#job, plain) : node ? argumentsOf(this.#job, node) : NO_ARGS
  }

  #single(value: Thing, link: Link, isFirst: boolean): Thing {
    const base = this.#base
    if (link.kind === 'subscript') return this.#subscript(value, link)
    if (link.kind === 'call') return callThing(this.#job, value, this.#args(link), { name: this.#text(base), start: base.start, end: base.end, chain: this.#id })
    const word = this.#text(link)
    const on = isFirst && word === 'writeStream' ? this.#promoted(value) : value
    this.#base = link
    return getAttribute(this.#job, on, { name: word, start: link.start, end: link.end, chain: this.#id }, { base, link: { start: this.#root.start, end: link.end } })
  }

  #subscript(value: Thing, { node, end }: Link): Thing {
    const key = node?.kids.length === 2 ? node.kid(1) : undefined
    if (isFrame(value)) {
      const name = key ? textOf(this.#job.eval(key)) : undefined
      return name === undefined ? NOT_UNDERSTOOD : frameColumn(value, name, { start: this.#root.start, end })
    }
    return value.is === 'column' ? DERIVED : itemOf(this.#job, value, key)
  }

  #text({ start, end }: Span): string {
    return this.#job.text.slice(start, end)
  }

  /** A name from elsewhere that is used as a frame is the same frame from now on. */
  #promoted(value: Thing): Thing {
    if (!this.#isNamed || !isForeign(value)) return value
    const name = this.#text(this.#root)
    const frame = foreignFrame(this.#job, this.#root, name)
    this.#job.scope.holder(name)?.set(name, frame)
    return frame
  }
}
