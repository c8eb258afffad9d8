/**
 * The walls between the rooms (docs/architecture.md): who may import whom, and which packages are used where.
 * A room may import what stands before it. The compiler keeps Node, DOM and vscode out of core and rules; this keeps the direction.
 */
import { builtinModules } from 'node:module'
import path from 'node:path'

/**
 * @typedef {object} Room
 * @property {string} name      the folder
 * @property {string[]} may     rooms it may import
 * @property {string[]} [types] rooms or files it may import types of, and nothing else
 * @property {string[]} [lazy]  rooms it may load with `import()` when they are needed
 * @property {string[]} packages
 */

const TEXT = ['core/text']
const SEEN = [...TEXT, 'core/readers', 'core/catalogue']
const KNOWN = [...SEEN, 'core/components']
const SPELT = [...KNOWN, 'core/dialects']
const JUDGED = [...SPELT, 'core/engine']
const CORE = [...JUDGED, 'core/present']

/** @type {Room[]} */
const ROOMS = [
  { name: 'core/text', may: [], packages: [] },
  { name: 'core/readers', may: TEXT, packages: ['yaml', 'web-tree-sitter', 'properties-reader'] },
  { name: 'core/catalogue', may: TEXT, packages: ['fastest-levenshtein'] },
  { name: 'core/components', may: SEEN, packages: [] },
  { name: 'core/dialects', may: KNOWN, packages: ['yaml'] },
  { name: 'core/engine', may: SPELT, packages: ['yaml', 'picomatch'] },
  { name: 'core/present', may: JUDGED, packages: [] },
  { name: 'rules', may: CORE, packages: [] },
  { name: 'server', may: [...CORE, 'rules'], packages: ['node', 'vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'] },
  { name: 'cli', may: [...CORE, 'rules'], types: ['server'], lazy: ['server'], packages: ['node', 'ignore'] },
  { name: 'client', may: ['core/text', 'core/dialects'], types: [...CORE, 'rules', 'server'], packages: ['node', 'vscode', 'vscode-languageclient'] },
]
/** Nobody imports these but they themselves: tests, scripts and benchmarks are not part of the product. */
const OUTSIDE = ['scripts', 'bench', 'test']

/** @type {(file: string, folder: string) => boolean} */
const liesIn = (file, folder) => file === folder || file.startsWith(`${folder}/`)
/** @type {(folders: readonly string[] | undefined, file: string) => boolean} */
const lieIn = (folders, file) => folders?.some((folder) => liesIn(file, folder)) ?? false

/** `vscode-languageserver/node` is `vscode-languageserver`; whatever Node brings along is `node`. @type {(source: string) => string} */
function packageOf(source) {
  const name = source.split('/', source.startsWith('@') ? 2 : 1).join('/')
  return source.startsWith('node:') || builtinModules.includes(name) ? 'node' : name
}

/** @typedef {'type' | 'lazy' | 'value'} How */

/** What is wrong with an import, or nothing. @type {(file: string, source: string, how: How) => string | undefined} */
function complaint(file, source, how) {
  const room = ROOMS.find(({ name }) => liesIn(file, name))
  if (!room) return undefined
  if (!source.startsWith('.')) {
    const name = packageOf(source)
    return room.packages.includes(name) ? undefined : `${room.name} does not use ${name}; what it stands on is listed in scripts/lint/walls.mjs.`
  }
  const target = path.posix.join(path.posix.dirname(file), source)
  if (liesIn(target, room.name) || lieIn(room.may, target)) return undefined
  if (how === 'type' && lieIn(room.types, target)) return undefined
  if (how === 'lazy' && lieIn(room.lazy, target)) return undefined
  if (lieIn(OUTSIDE, target)) return `The product does not import ${target}.`
  if (lieIn(room.lazy, target)) return `${room.name} may import types of ${target}, and load it with import() when it is needed.`
  if (lieIn(room.types, target)) return `${room.name} may import types of ${target}, and nothing else.`
  return `${room.name} may not import ${target}: it stands on ${room.may.join(', ') || 'nothing'}.`
}

/** @type {(node: object) => boolean} */
const isTypeOnly = (node) => ('importKind' in node ? node.importKind : 'exportKind' in node ? node.exportKind : 'value') === 'type'

/** @type {(node: { specifiers?: readonly object[] }) => How} */
const howOf = (node) => (isTypeOnly(node) || (node.specifiers?.length && node.specifiers.every(isTypeOnly)) ? 'type' : 'value')

/** @type {import('eslint').Rule.RuleModule} */
export const walls = {
  meta: { type: 'problem', schema: [], docs: { description: 'Each room imports only what stands before it.' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/')
    /** @type {(source: object | null | undefined, how: How) => void} */
    const check = (source, how) => {
      if (!source || !('value' in source) || typeof source.value !== 'string') return
      const message = complaint(file, source.value, how)
      if (message !== undefined) context.report({ node: /** @type {import('eslint').Rule.Node} */ (source), message })
    }
    return {
      ImportDeclaration: (node) => check(node.source, howOf(node)),
      ExportNamedDeclaration: (node) => check(node.source, howOf(node)),
      ExportAllDeclaration: (node) => check(node.source, howOf({ ...node, specifiers: [] })),
      ImportExpression: (node) => check(node.source, 'lazy'),
      TSImportType: (/** @type {{ source: object }} */ node) => check(node.source, 'type'),
    }
  },
}
