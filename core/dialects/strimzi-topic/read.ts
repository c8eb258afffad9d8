import { isAlias, type Node, type Scalar, type YAMLMap } from 'yaml'
import { nearest } from '../../catalogue/did-you-mean.ts'
import { tables } from '../../catalogue/tables.ts'
import type { StrayField, Value } from '../../components/component.ts'
import { child, isMap, isScalar, isSeq, pairsOf, scalarToken, type MapPair, type TreeDocument } from '../../readers/yaml.ts'
import { linesFilledIn } from '../../readers/templates.ts'
import type { Span } from '../../text/span.ts'
import { Token } from '../../text/token.ts'
import { addValue, valueOf } from '../shared/value.ts'
import { kubernetesText } from '../shared/yaml-scalar.ts'

/** The closed schema of `spec` (Strimzi's CRD, v1beta2 and v1): anything else there is dropped by the API server or refused by a strict client. */
const SPEC: readonly string[] = ['topicName', 'partitions', 'replicas', 'config']
export const FIELDS: Readonly<Record<string, string>> = { partitions: 'topic.partitions', replicas: 'topic.replicas' }
/** Slips that no edit distance finds. */
const SLIPS: Readonly<Record<string, string>> = {
  replicationFactor: 'replicas',
  replication: 'replicas',
  numPartitions: 'partitions',
  configs: 'config',
  configuration: 'config',
  name: 'topicName',
}

export interface WrittenAt {
  readonly pair: MapPair
  readonly key: string
}
export interface ReadTopic {
  readonly at: Span
  readonly extent: Span
  readonly name?: string
  readonly values: ReadonlyMap<string, readonly Value[]>
  readonly strayFields: readonly StrayField[]
  readonly open?: string
  readonly spec: YAMLMap
  /** The pairs behind the values, in the order of the file. */
  readonly written: readonly WrittenAt[]
}

export function readTopic(document: TreeDocument, map: YAMLMap): ReadTopic | undefined {
  const { root, source } = document
  const spec = root && child(root, map, 'spec')
  if (!root || !isMap(spec)) return undefined
  const config = child(root, spec, 'config')
  const fields = pairsOf(root, spec).flatMap((pair) => (FIELDS[nameOf(pair)] ? [{ pair, key: FIELDS[nameOf(pair)] ?? '' }] : []))
  const settings = isMap(config) ? pairsOf(root, config, aliasOfConfig(spec)).map((pair) => ({ pair, key: nameOf(pair) })) : []
  const written = [...fields, ...settings].filter(({ pair }) => (pair.key.range?.[0] ?? 0) < document.brokenAt && !isFilledIn(document, pair))
  const topicName = child(root, spec, 'topicName')
  const metadata = child(root, map, 'metadata')
  const named = isScalar(topicName) ? topicName : isMap(metadata) ? child(root, metadata, 'name') : undefined
  const [start, end] = map.range ?? [0, 0]
  const open = openReason(document, map, spec, config)
  return {
    at: isScalar(named) ? scalarToken(document, named) : source.span(spec.range?.[0] ?? start, spec.range?.[0] ?? start),
    extent: source.span(start, end),
    values: valuesOf(document, written),
    strayFields: strayFields(document, map, spec),
    spec,
    written,
    ...(open === undefined ? {} : { open }),
    ...nameIn(document, named),
  }
}

/** `{{ $key }}: …`: what it sets is known when the template is filled. */
function isFilledIn({ source, templated }: TreeDocument, { key }: MapPair): boolean {
  const [start, end] = key.range ?? [0, 0]
  return templated && /\{[{%]/.test(source.text.slice(start, end))
}

/** `config: *keep`: everything in it is somebody else's too. */
function aliasOfConfig(spec: YAMLMap): Span | undefined {
  const value = spec.items.findLast((p) => isScalar(p.key) && p.key.value === 'config')?.value
  return isAlias(value) && value.range ? { start: value.range[0], end: value.range[1] } : undefined
}

function nameIn(document: TreeDocument, named: Node | null | undefined): { readonly name?: string } {
  if (!isScalar(named)) return {}
  const { text } = scalarToken(document, named)
  return /\{\{|\$\{|\$\(/.test(text) ? {} : { name: String(named.value) }
}

const nameOf = ({ key }: MapPair): string => String(key.value)

function openReason(document: TreeDocument, map: YAMLMap, spec: YAMLMap, config: Node | null | undefined): string | undefined {
  if (document.templated && mayFillIn(document, map, spec)) return 'the document is a template'
  if (document.brokenAt < Infinity) return 'the document cannot be read to its end'
  return config && !isMap(config) ? 'config is no map' : undefined
}

/** Whether a template may put settings into `spec`: a line of its own there, or a condition before one of its fields. Around the resource, or in its labels, it does not. */
function mayFillIn({ source }: TreeDocument, map: YAMLMap, spec: YAMLMap): boolean {
  const from = spec.range?.[0] ?? 0
  const last = lastKeyIn(spec)
  const next = Math.min(...map.items.map(({ key }) => (isScalar(key) ? (key.range?.[0] ?? 0) : 0)).filter((at) => at > from))
  return linesFilledIn(source.text).some(({ at, isControl }) => at > from && at < (isControl ? last : next))
}

/** Where the last key of the map, or of a map in it, begins. */
function lastKeyIn(map: YAMLMap): number {
  const { key, value } = map.items.at(-1) ?? {}
  return isMap(value) ? lastKeyIn(value) : isScalar(key) ? (key.range?.[0] ?? 0) : 0
}

/** What is written beside a merge wins over what it brings, wherever it stands. */
function valuesOf(document: TreeDocument, written: readonly WrittenAt[]): Map<string, Value[]> {
  const values = new Map<string, Value[]>()
  for (const { pair, key } of written) {
    if (pair.merged && written.some((w) => w.key === key && !w.pair.merged)) continue
    addValue(values, key, valueFrom(document, key, pair))
  }
  return values
}

function valueFrom(document: TreeDocument, key: string, { key: name, value, via }: MapPair): Value {
  const token = scalarToken(document, name)
  const shared = via ? { shared: true } : {}
  if (isScalar(value)) return scalarValue(document, key, token, value, shared)
  if (!value) return valueOf(key, token, new Token(token, ''), { ...shared, unknown: 'it is null' })
  const [start, end] = value.range ?? [0, 0]
  const span = document.source.span(start, end)
  const items = isSeq(value) ? value.items.map((i) => (isScalar(i) ? kubernetesText(i) : undefined)) : [undefined]
  const text = items.every((i) => i !== undefined) ? items.join(',') : undefined
  return valueOf(key, token, new Token(span, text ?? '', () => span.start), text === undefined ? { ...shared, unknown: 'it is no plain value' } : shared)
}

function scalarValue(document: TreeDocument, key: string, name: Token, node: Scalar, shared: Partial<Value>): Value {
  const token = scalarToken(document, node)
  const text = document.templated ? token.text : kubernetesText(node)
  if (text === undefined) return valueOf(key, name, token, { ...shared, unknown: 'it is null' })
  return valueOf(key, name, text === token.text ? token : new Token(token, text, (i) => Math.min(token.start + i, token.end)), shared)
}

/** Fields that the resource does not have: of `spec`, and those of `spec` that stand beside it. */
function strayFields(document: TreeDocument, map: YAMLMap, spec: YAMLMap): StrayField[] {
  const { root } = document
  if (!root || document.templated) return []
  const inSpec = pairsOf(root, spec).filter((p) => !SPEC.includes(nameOf(p)) && !nameOf(p).startsWith('x-') && p.key.value !== null)
  const beside = pairsOf(root, map).filter((p) => ['config', 'partitions', 'replicas', 'topicName'].includes(nameOf(p)))
  return [...inSpec.map((p) => stray(document, p, 'spec', meantInSpec(nameOf(p)))), ...beside.map((p) => stray(document, p, 'the resource', `spec.${nameOf(p)}`))]
}

function stray(document: TreeDocument, pair: MapPair, within: string, meant: string | undefined): StrayField {
  return { field: scalarToken(document, pair.key), within, ...(meant === undefined ? {} : { meant }) }
}

function meantInSpec(name: string): string | undefined {
  if (tables.topic().has(name)) return `spec.config.${name}`
  return SLIPS[name] ?? nearest(name, SPEC)
}
