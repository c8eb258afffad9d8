import { Language, Parser, type Node, type Tree } from 'web-tree-sitter'
import type { SourceText } from '../text/source-text.ts'
import { pythonOutline } from './outlines.ts'
import { conflictMarkers, type Comment, type Document, type Problem, type Reader } from './document.ts'

export interface CodeDocument extends Document {
  readonly tree: Tree
  /** Where the first syntax error stands; a chain that spans it is not read. */
  readonly brokenAt: number
}

/** The host loads the grammar once, before the first `lint` that needs it; reading itself is synchronous. */
export class PythonReader implements Reader<CodeDocument> {
  readonly id = 'python'
  readonly languageIds = pythonOutline.languageIds
  readonly extensions = pythonOutline.extensions
  readonly comment = /#/
  readonly commentSign = '#'
  readonly #parser: Parser

  private constructor(parser: Parser) {
    this.#parser = parser
  }

  /** `runtime` and `grammar` are the bytes of the two WebAssembly files; where they come from is the host's matter. */
  static async load(runtime: Uint8Array, grammar: Uint8Array): Promise<PythonReader> {
    await Parser.init({ wasmBinary: runtime })
    const parser = new Parser()
    parser.setLanguage(await Language.load(grammar))
    return new PythonReader(parser)
  }

  split = (text: string): readonly { start: number; end: number }[] => [{ start: 0, end: text.length }]

  read(source: SourceText): CodeDocument {
    const tree = this.#parser.parse(source.text)
    if (!tree) throw new Error('the Python parser has no language: load it first')
    const broken = tree.rootNode.hasError ? firstError(tree.rootNode) : undefined
    const problems: Problem[] = conflictMarkers(source)
    if (broken && problems.length === 0) problems.push(syntaxProblem(source, broken))
    return {
      source,
      tree,
      problems,
      brokenAt: broken ? broken.startIndex : Infinity,
      comments: source.text.includes('#') ? commentsOf(source, tree.rootNode) : [],
    }
  }

  release({ tree }: CodeDocument): void {
    tree.delete()
  }
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
