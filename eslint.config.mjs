import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { walls } from './scripts/lint/walls.mjs'

/** @typedef {import('eslint').Linter.RulesRecord} Rules */

/** What ESLint itself finds and the compiler does not. @type {Rules} */
const plain = {
  'array-callback-return': 'error',
  eqeqeq: 'error',
  'no-cond-assign': ['error', 'always'],
  'no-constant-condition': 'error',
  'no-debugger': 'error',
  'no-dupe-else-if': 'error',
  'no-empty': 'error',
  'no-empty-character-class': 'error',
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-irregular-whitespace': 'error',
  'no-misleading-character-class': 'error',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-sparse-arrays': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unreachable-loop': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'no-unused-labels': 'error',
  'no-useless-backreference': 'error',
  'no-useless-escape': 'error',
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-object-spread': 'error',
}

/** Where the strict set argues about taste, or against a habit that is safe here. @type {Rules} */
const typed = {
  '@typescript-eslint/consistent-type-imports': 'error',
  // `x => void f(x)` would say no more than `x => f(x)` does.
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
  '@typescript-eslint/no-invalid-void-type': ['error', { allowInGenericTypeArguments: true, allowAsThisParameter: true }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  // A message without data is a function of `Record<never, never>`.
  '@typescript-eslint/no-generated-empty-object-type': 'off',
  // What is passed around here are records of closures; the few classes are never taken apart.
  '@typescript-eslint/unbound-method': 'off',
  // A number in a message reads as it is; everything else that is no text is a mistake.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
}

/** @type {(lines: number, perFunction: number) => Rules} */
const sizes = (lines, perFunction) => ({
  complexity: ['error', { max: 20, variant: 'modified' }],
  'max-depth': ['error', 4],
  'max-lines': ['error', { max: lines }],
  'max-lines-per-function': ['error', { max: perFunction, skipBlankLines: true, skipComments: true }],
})

const NO_DEFAULT = { selector: 'ExportDefaultDeclaration', message: 'Only a rule is a default export: give it a name.' }

export default defineConfig(
  { ignores: ['dist/', 'out/', '.cache/', '**/*.cjs', 'core/catalogue/keys.ts', 'rules/index.ts', 'docs/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,mjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { weir: { rules: { walls } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...plain, ...typed, ...sizes(300, 60), 'no-restricted-syntax': ['error', NO_DEFAULT], 'weir/walls': 'error' },
  },
  // The server's standard output is the protocol, and what is pure prints nothing.
  { files: ['core/**', 'rules/**', 'server/**', 'client/**'], rules: { 'no-console': 'error' } },
  { files: ['rules/*/*.ts'], ignores: ['rules/shared/**'], rules: { ...sizes(200, 40), 'no-restricted-syntax': 'off' } },
  // A test is a table, and is as long as its cases.
  {
    files: ['test/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', '@typescript-eslint/no-dynamic-delete': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['*.config.{ts,mjs}', 'test/support/reporter.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // Plain JavaScript is checked by the compiler through its comments; these rules need more types than such comments give.
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
)
