import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal, writeAll, type Change } from '../../core/components/change.ts'
import type { Component } from '../../core/components/component.ts'
import { strimziTopic } from '../../core/dialects/strimzi-topic/index.ts'
import { readYaml } from '../../core/readers/yaml.ts'
import { SourceText } from '../../core/text/source-text.ts'
import { applyEdits } from '../../core/text/span.ts'

const read = (text: string): readonly Component[] => strimziTopic.read(readYaml(new SourceText(text)), undefined)
const settings = (text: string): Record<string, string | undefined> => {
  const [topic] = read(text)
  return Object.fromEntries([...(topic?.layers[0]?.values ?? [])].map(([key, [value]]) => [key, value?.unknown ? undefined : value?.text.text]))
}
function change(text: string, ...changes: Change[]): string {
  const [topic] = read(text)
  const written = writeAll((c) => topic?.write(c) ?? { refused: 'no topic' }, changes)
  return isRefusal(written) ? `refused: ${written.refused}` : applyEdits(text, written)
}
const topic = (spec: string): string => `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n${spec}`
const block = topic('  partitions: 12\n  replicas: 1\n  config:\n    min.insync.replicas: 2 # why\n    retention.ms: 604800000\n')
const flow = topic('  {partitions: 12, replicas: 1, config: {min.insync.replicas: 2}}\n').replace('spec:\n  ', 'spec: ')

describe('reads', () => {
  it.each([
    ['around the resource', `{{- if .Values.on }}\n${block}{{- end }}\n`, false],
    ['a comment of the engine', `{{/* orders */}}\n${block}    {{- /* nothing */}}\n`, false],
    ['labels', block.replace('  name: orders\n', '  name: orders\n  labels:\n    {{- include "labels" . | nindent 4 }}\n'), false],
    ['behind the settings', `${block}    {{- toYaml .Values.config | nindent 4 }}\n`, true],
    ['around some', block.replace('    retention.ms', '    {{- if .Values.keep }}\n    retention.ms').concat('    {{- end }}\n'), true],
    ['a condition with a text', `${block}{{- with .Values.config }}\n    {{- toYaml . | nindent 4 }}\n{{- end }}\n`, true],
  ])('a template may hold more settings: %s', (_, text, open) => expect(read(text)[0]?.layers[0]?.open !== undefined).toBe(open))

  it('fields and settings, with the name that Kafka will see', () => {
    expect(settings(block)).toEqual({ 'topic.partitions': '12', 'topic.replicas': '1', 'min.insync.replicas': '2', 'retention.ms': '604800000' })
    expect(read(block)[0]?.name).toBe('orders')
    expect(read(block.replace('spec:\n', 'spec:\n  topicName: Orders_1\n'))[0]?.name).toBe('Orders_1')
  })

  /** Executed on sigs.k8s.io/yaml (formats.md §0.5). */
  it.each([
    ['604_800_000', '604800000'],
    ['010', '8'],
    ['0o10', '8'],
    ['0x10', '16'],
    ['0b11', '3'],
    ['1e3', '1000'],
    ['12:30', '12:30'],
    ['yes', 'true'],
    ['off', 'false'],
    ['"yes"', 'yes'],
    ['9223372036854775807', '9223372036854775807'],
    ['[compact, delete]', 'compact,delete'],
    ['~', undefined],
    ['{a: 1}', undefined],
  ])('%s as Kubernetes does', (written, seen) => expect(settings(topic(`  config:\n    x: ${written}\n`))['x']).toBe(seen))

  it('anchors and merges; what stands beside a merge wins', () => {
    const text = `x-keep: &keep\n  retention.ms: 1800000\n${topic('  config:\n    <<: *keep\n    retention.ms: 604800000\n')}`
    expect(settings(text)['retention.ms']).toBe('604800000')
  })

  it('items of a list, and nothing in documents of others', () => {
    expect(read(`apiVersion: v1\nkind: List\nitems:\n- ${block.replaceAll('\n', '\n  ').trimEnd()}\n`)).toHaveLength(1)
    expect(read('apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 1}\n')).toEqual([])
    expect(read('apiVersion: platform.confluent.io/v1beta1\nkind: KafkaTopic\nspec: {partitionCount: 1}\n')).toEqual([])
  })

  it('fields that the resource does not have, with what was meant', () => {
    const [found] = read(topic('  partitons: 12\n  replicationFactor: 3\n  retention.ms: 1\n  config: {}\n'))
    expect(found?.strayFields?.map((s) => [s.field.text, s.meant])).toEqual([
      ['partitons', 'partitions'],
      ['replicationFactor', 'replicas'],
      ['retention.ms', 'spec.config.retention.ms'],
    ])
  })

  it('what stands before a syntax error, and says that the rest is not known', () => {
    const [found] = read(topic('  replicas: 1\n  config:\n    min.insync.replicas: 2\n    x: "open\n'))
    expect(found?.layers[0]?.open).toBeDefined()
  })
})

describe('writes', () => {
  it.each<[string, string, Change, string]>([
    ['a value', block, { do: 'set', key: 'topic.replicas', value: 3 }, block.replace('replicas: 1', 'replicas: 3')],
    ['a new setting below the last one', block, { do: 'set', key: 'cleanup.policy', value: 'compact' }, `${block.trimEnd()}\n    cleanup.policy: compact\n`],
    ['a field of spec', topic('  replicas: 1 # one\n'), { do: 'set', key: 'topic.partitions', value: 3 }, topic('  replicas: 1 # one\n  partitions: 3\n')],
    ['a config that was not there', topic('  replicas: 1\n'), { do: 'set', key: 'retention.ms', value: 5 }, topic('  replicas: 1\n  config:\n    retention.ms: 5\n')],
    ['inside braces', flow, { do: 'set', key: 'retention.ms', value: 5 }, flow.replace('replicas: 2}', 'replicas: 2, retention.ms: 5}')],
    ['into empty braces', topic('  replicas: 1\n  config: {}\n'), { do: 'set', key: 'retention.ms', value: 5 }, topic('  replicas: 1\n  config: { retention.ms: 5}\n')],
    ['in the quotes that are there', block.replace('604800000', '"604800000"'), { do: 'set', key: 'retention.ms', value: 5 }, block.replace('604800000', '"5"')],
    [
      'with the quotes of its neighbours',
      topic("  config:\n    'a': '1'\n"),
      { do: 'set', key: 'retention.ms', value: 5 },
      topic("  config:\n    'a': '1'\n    retention.ms: '5'\n"),
    ],
    ['without a final newline', block.trimEnd(), { do: 'set', key: 'x', value: 1 }, `${block.trimEnd()}\n    x: 1`],
    [
      'a rename',
      block,
      { do: 'rename', at: { start: block.indexOf('retention'), end: block.indexOf('retention') + 12 }, to: 'retention.bytes' },
      block.replace('retention.ms', 'retention.bytes'),
    ],
    ['a removal with its comment', block, { do: 'remove', key: 'min.insync.replicas' }, block.replace('    min.insync.replicas: 2 # why\n', '')],
    ['a removal in braces', flow, { do: 'remove', key: 'topic.replicas' }, flow.replace('replicas: 1, ', '')],
    ['a comment above the document', `---\n${block}`, { do: 'comment', text: 'weir: worst-lag=12h' }, `---\n# weir: worst-lag=12h\n${block}`],
  ])('%s', (_, text, c, expected) => expect(change(text, c)).toBe(expected))

  it('at the anchor when nobody else uses it, else not at all', () => {
    const once = `x: &n 2\n${topic('  replicas: 1\n  config:\n    min.insync.replicas: *n\n')}`
    expect(change(once, { do: 'set', key: 'min.insync.replicas', value: 1 })).toBe(once.replace('&n 2', '&n 1'))
    const twice = once.replace('min.insync.replicas: *n\n', 'min.insync.replicas: *n\n    other: *n\n')
    expect(change(twice, { do: 'set', key: 'min.insync.replicas', value: 1 })).toMatch(/^refused: .*anchor/)
    expect(change(`x: &c {a: 1}\n${topic('  replicas: 1\n  config: *c\n')}`, { do: 'set', key: 'b', value: 1 })).toMatch(/^refused: .*anchor/)
  })
})

describe('whatever the layout', () => {
  const value = fc.constantFrom('1', '"2"', "'3'", '604800000 # a week', 'compact', '"compact,delete"')
  const config = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b.c', 'retention.ms', 'min.insync.replicas'), value), { selector: ([k]) => k, maxLength: 4 })
  const layouts = fc.tuple(config, fc.boolean(), fc.boolean(), fc.constantFrom('\n', '\r\n')).map(([pairs, asFlow, quoted, eol]) => {
    const lines = pairs.map(([k, v]) => `${quoted ? `"${k}"` : k}: ${v}`)
    const body = asFlow
      ? `  config: { ${lines.map((l) => l.replace(/ #.*/, '')).join(', ')} }\n`
      : pairs.length === 0
        ? ''
        : `  config:\n${lines.map((l) => `      ${l}\n`).join('')}`
    return topic(`  partitions: 3\n${body}`).replaceAll('\n', eol)
  })

  it('a new value comes to stand where it is read, and nothing else changes', () => {
    fc.assert(
      fc.property(layouts, fc.constantFrom('retention.ms', 'cleanup.policy', 'topic.replicas'), fc.constantFrom(5, 604800000), (text, key, number) => {
        const after = change(text, { do: 'set', key, value: number })
        if (after.startsWith('refused')) return
        expect(settings(after)).toEqual({ ...settings(text), [key]: String(number) })
      }),
      { numRuns: 1500 },
    )
  })
})
