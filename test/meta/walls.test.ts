import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { beforeAll, describe, expect, it } from 'vitest'

/** The project's own configuration without the rules that need types: what is linted here lies in no project. */
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked, { languageOptions: { parserOptions: { projectService: false } } }] })

async function complaints(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath })
  return (result?.messages ?? []).map((m) => `${m.ruleId ?? 'parser'}: ${m.message}`)
}
const broken = async (file: string, text: string): Promise<string[]> => (await complaints(file, text)).filter((c) => c.startsWith('weir/walls'))

beforeAll(() => complaints('core/text/warm-up.ts', 'export {}'))

describe('a wall stands where', () => {
  it.each([
    ['core/text/x.ts', "import { yaml } from '../readers/yaml.ts'"],
    ['core/text/x.ts', "import type { Document } from '../readers/document.ts'"],
    ['core/text/x.ts', "export * from '../readers/document.ts'"],
    ['core/text/x.ts', "export { yaml } from '../readers/yaml.ts'"],
    ['core/text/x.ts', "export const late = () => import('../readers/yaml.ts')"],
    ['core/text/x.ts', "export type D = import('../readers/document.ts').Document"],
    ['core/readers/x.ts', "import { defaultAt } from '../catalogue/lookup.ts'"],
    ['core/catalogue/x.ts', "import { yaml } from '../readers/yaml.ts'"],
    ['core/catalogue/x.ts', "import type { Component } from '../components/component.ts'"],
    ['core/components/x.ts', "import type { Dialect } from '../dialects/dialect.ts'"],
    ['core/dialects/pyspark/x.ts', "import { Linter } from '../../engine/lint.ts'"],
    ['core/engine/x.ts', "import { hover } from '../present/hover.ts'"],
    ['core/engine/x.ts', "import { rules } from '../../rules/index.ts'"],
    ['core/present/x.ts', "import { scenarios } from '../../rules/scenarios.ts'"],
    ['core/engine/x.ts', "import { readFileSync } from 'node:fs'"],
    ['core/engine/x.ts', "import { join } from 'path'"],
    ['core/readers/x.ts', "import { TextDocument } from 'vscode-languageserver-textdocument'"],
    ['core/components/x.ts', "import { parse } from 'yaml'"],
    ['rules/01-consumer-lag-spikes/x.ts', "import { start } from '../../server/start-server.ts'"],
    ['rules/01-consumer-lag-spikes/x.ts', "import { lint } from '../../cli/lint.ts'"],
    ['rules/shared/x.ts', "import { parse } from 'yaml'"],
    ['rules/shared/x.ts', "import { linter } from '../../test/support/linter.ts'"],
    ['server/x.ts', "import { main } from '../cli/main.ts'"],
    ['server/x.ts', "import { activate } from '../client/activate.ts'"],
    ['server/x.ts', "import * as vscode from 'vscode'"],
    ['server/x.ts', "import { registry } from '../scripts/generate/registry.ts'"],
    ['cli/x.ts', "import { startServer } from '../server/start-server.ts'"],
    ['cli/x.ts', "import { createConnection } from 'vscode-languageserver/node'"],
    ['cli/x.ts', "import * as vscode from 'vscode'"],
    ['client/x.ts', "import { Linter } from '../core/engine/lint.ts'"],
    ['client/x.ts', "import { startServer } from '../server/start-server.ts'"],
    ['client/x.ts', "import { main } from '../cli/main.ts'"],
    ['client/x.ts', "import { type FileReport, Linter } from '../core/engine/lint.ts'"],
  ])('%s: %s', async (file, text) => {
    expect(await broken(file, text)).toHaveLength(1)
  })
})

describe('no wall stands where', () => {
  it.each([
    ['core/text/x.ts', "import { length } from './span.ts'"],
    ['core/readers/x.ts', "import type { Span } from '../text/span.ts'"],
    ['core/dialects/pyspark/x.ts', "import { language } from '../dialect.ts'"],
    ['core/engine/x.ts', "import { language } from '../dialects/dialect.ts'"],
    ['core/present/x.ts', "import { Linter } from '../engine/lint.ts'"],
    ['rules/01-consumer-lag-spikes/x.ts', "import { consumer } from '../shared/example.ts'"],
    ['server/x.ts', "import { createConnection } from 'vscode-languageserver/node'"],
    ['server/x.ts', "import { rules } from '../rules/index.ts'"],
    ['cli/x.ts', "export const serve = () => import('../server/start-server.ts')"],
    ['cli/x.ts', "import type { Host } from '../server/host.ts'"],
    ['client/x.ts', "import { recognise } from '../core/dialects/recognise.ts'"],
    ['client/x.ts', "import type { Status } from '../server/status.ts'"],
    ['client/x.ts', "import { type FileReport } from '../core/engine/lint.ts'"],
    ['client/x.ts', "import * as vscode from 'vscode'"],
    ['scripts/x.ts', "import { rules } from '../rules/index.ts'"],
  ])('%s: %s', async (file, text) => {
    expect(await broken(file, text)).toEqual([])
  })
})

describe('size and shape', () => {
  const lines = (n: number): string => Array.from({ length: n }, (_, i) => `export const a${i} = ${i}`).join('\n')
  const body = (n: number): string => `export function long(): void {\n${'  void 0\n'.repeat(n)}}`

  it.each([
    ['a file of 301 lines', 'core/text/x.ts', lines(301), 'max-lines'],
    ['a rule of 201 lines', 'rules/01-consumer-lag-spikes/x.ts', lines(201), 'max-lines'],
    ['a function of 61 lines', 'server/x.ts', body(60), 'max-lines-per-function'],
    ['a default export that is no rule', 'core/text/x.ts', 'export default 1', 'no-restricted-syntax'],
    ['any', 'core/text/x.ts', 'export const a: any = 1', '@typescript-eslint/no-explicit-any'],
    ['a print from the core', 'core/text/x.ts', "console.log('a')", 'no-console'],
  ])('%s is refused', async (_, file, text, rule) => {
    expect((await complaints(file, text)).map((c) => c.split(':')[0])).toEqual([rule])
  })

  it.each([
    ['a rule of 200 lines', 'rules/01-consumer-lag-spikes/x.ts', lines(200)],
    ['the default export of a rule', 'rules/01-consumer-lag-spikes/x.ts', 'export default 1'],
  ])('%s is accepted', async (_, file, text) => {
    expect(await complaints(file, text)).toEqual([])
  })
})
