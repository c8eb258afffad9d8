import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scenarios } from '../../rules/scenarios.ts'
import { ACTION_KINDS } from '../../server/client.ts'
import { SHOW_EFFECTIVE } from '../../server/pages.ts'
import { PAGE_COMMANDS } from '../../server/requests/execute-command.ts'
import { DEFAULTS, readSettings, SECTION } from '../../server/settings.ts'
import { CONFIG_NAME } from '../../server/workspace-config.ts'

interface Manifest {
  readonly activationEvents: readonly string[]
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[]
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly default: unknown; readonly enum?: readonly string[]; readonly markdownDescription: string; readonly pattern?: string }>
      >
    }
    readonly customEditors: readonly { readonly selector: readonly { readonly filenamePattern: string }[] }[]
  }
}
const { contributes, activationEvents } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const properties = contributes.configuration.properties

/** `{ trace: { server: 'off' } }` as `weir.trace.server`. */
const flattened = (value: unknown, name: string): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => flattened(inner, `${name}.${key}`)) : [[name, value]]

describe('the manifest and the server agree', () => {
  it('on the settings and what they are when nobody sets them', () => {
    expect(Object.fromEntries(Object.entries(properties).map(([name, p]) => [name, p.default]))).toEqual(Object.fromEntries(flattened(DEFAULTS, SECTION)))
  })

  it('on what a setting may be', () => {
    for (const environment of properties['weir.environment']?.enum ?? []) expect(readSettings({ environment }).problems).toEqual([])
    const kafka = new RegExp(properties['weir.kafka']?.pattern ?? 'x')
    for (const text of ['', '3.9', '3.9.1', '2.8..3.9', 'x', '3', '3.9..', '3.9.x'])
      expect([text, readSettings({ kafka: text }).problems.length === 0]).toEqual([text, kafka.test(text)])
  })

  it('on the commands', () => {
    const declared = contributes.commands.map((c) => c.command)
    for (const command of [...PAGE_COMMANDS, SHOW_EFFECTIVE]) expect(declared).toContain(command)
    expect(contributes.commands.every((c) => c.category === 'Weir')).toBe(true)
  })

  it('on the pages of the incidents', () => {
    expect(contributes.customEditors[0]?.selector[0]?.filenamePattern).toBe(`**/docs/scenarios/{${scenarios.map((s) => s.slug).join(',')}}.md`)
  })

  it('on the name of the configuration', () => {
    expect(activationEvents).toContain(`workspaceContains:${CONFIG_NAME}`)
  })

  it('on kinds that every client knows', () => {
    expect(ACTION_KINDS.every((kind) => /^(?:quickfix|refactor|source)(?:\.|$)/.test(kind))).toBe(true)
  })
})

describe('settings from anywhere', () => {
  it.each([[null], [undefined], ['x'], [[]], [{}], [{ kafka: null }]])('%j is no problem', (raw) => {
    expect(readSettings(raw)).toEqual({ settings: DEFAULTS, problems: [] })
  })

  it('numbers are taken for what they look like', () => {
    expect(readSettings({ kafka: 3.9, spark: ' 3.5 ' }).settings).toMatchObject({ kafka: '3.9', spark: '3.5' })
  })
})
