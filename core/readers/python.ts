import { Language, Parser, type Node, type Tree } from 'web-tree-sitter'
import type { SourceText } from '../text/source-text.ts'
import { pythonOutline } from './outlines.ts'
import { LogicalLines } from './logical-lines.ts'
import { conflictMarkers, type Comment, type Document, type Problem, type Reader } from './document.ts'

export interface CodeDocument extends Document {
  readonly tree: Tree
  /** Where the first syntax error stands; a chain that spans it is not read. */
  readonly brokenAt: number
}

/** Deeper indentation than Python itself takes (a hundred levels); the parser runs out of its stack on broken code below it. */
const TOO_DEEP = /^[ \t]{400}/m

/** The host loads the grammar once, before the first `lint` that needs it; reading itself is synchronous. */
export class PythonReader implements Reader<CodeDocument> {
  readonly id = 'python'
  readonly languageIds = pythonOutline.languageIds
  readonly extensions = pythonOutline.extensions
  readonly comment = /#/
  readonly commentSign = '#'
  readonly #grammar: Language
  #parser: Parser

  private constructor(grammar: Language) {
    this.#grammar = grammar
    this.#parser = parserOf(grammar)
  }

  /** `runtime` and `grammar` are the bytes of the two WebAssembly files; where they come from is the host's matter. */
  static async load(runtime: Uint8Array, grammar: Uint8Array): Promise<PythonReader> {
    await Parser.init({ wasmBinary: runtime })
    return new PythonReader(await Language.load(grammar))
  }

  split = (text: string): readonly { start: number; end: number }[] => [{ start: 0, end: text.length }]

  read(source: SourceText): CodeDocument {
    const tree = this.#parse(source.text)
    const lines = new LogicalLines(source.text)
    const broken = tree.rootNode.hasError ? firstError(tree.rootNode) : undefined
    const problems: Problem[] = conflictMarkers(source)
    if (broken && problems.length === 0) problems.push(syntaxProblem(source, broken))
    return {
      source,
      tree,
      problems,
      brokenAt: broken ? broken.startIndex : Infinity,
      comments: source.text.includes('#') ? commentsOf(source, tree.rootNode) : [],
      unitAt: (offset) => lines.at(offset),
    }
  }

  /** The tree of a text that cannot be parsed is that of an empty one: nothing is said about it. */
  #parse(text: string): Tree {
    try {
      const tree = this.#parser.parse(TOO_DEEP.test(text) ? '' : text)
      if (tree) return tree
    } catch {
      /* The parser's memory is not to be trusted any more. */
      this.#parser = parserOf(this.#grammar)
    }
    const empty = this.#parser.parse('')
    if (!empty) throw new Error('the Python parser has no language')
    return empty
  }

  release({ tree }: CodeDocument): void {
    tree.delete()
  }
}

function parserOf(grammar: Language): Parser {
  const parser = new Parser()
  parser.setLanguage(grammar)
  return parser
}

function syntaxProblem(source: SourceText, node: Node): Problem {
  const { startIndex, endIndex } = node
  const stop = source.text.slice(startIndex, endIndex).search(/[\r\n]/)
  return { code: 'python-syntax', ...source.span(startIndex, Math.max(startIndex, stop < 0 ? endIndex : startIndex + stop)) }
}

function firstError(node: Node): Node | undefined {
  if (node.isError || node.isMissing) return node
  for (const child of node.children) {
    const found = child.hasError || child.isMissing ? firstError(child) : undefined
    if (found) return found
  }
  return undefined
}

function commentsOf(source: SourceText, root: Node): Comment[] {
  return root.descendantsOfType('comment').map((n) => ({ ...source.span(n.startIndex, n.endIndex), text: n.text.slice(1) }))
}

export type { Node }
