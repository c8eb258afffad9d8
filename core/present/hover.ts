import { lineOf, plainKey, type Kind, type Line } from '../catalogue/kinds.ts'
import { defaultAt, recordOf, validAt } from '../catalogue/lookup.ts'
import type { KeyRecord, Valid } from '../catalogue/record.ts'
import { parseValue, showValue } from '../catalogue/values.ts'
import type { Component } from '../components/component.ts'
import { Settings, type Setting } from '../components/settings.ts'
import { pointAt, type TargetRange } from '../components/target.ts'
import type { Rule } from '../engine/define-rule.ts'
import type { Finding } from '../engine/finding.ts'
import { rangeFor } from '../engine/judge.ts'
import type { FileReport } from '../engine/lint.ts'
import { holdsSecret, Secret } from '../text/secret.ts'
import { contains, spanOf, type Span } from '../text/span.ts'
import { showVersion, type Version } from '../text/version.ts'
import type { Markup } from './markup.ts'
import { findingsIn, settingsAt, type WrittenAt } from './places.ts'

/** What a hover needs beside the report: rules, pages, and how to write. */
export interface HoverScene {
  readonly report: FileReport
  rule(id: string): Rule | undefined
  touching(kind: Kind, key: string): readonly Rule[]
  scenario(number: number): { readonly title: string; readonly href: string | undefined } | undefined
  rulePage(id: string): string | undefined
  /** Where all that the file configures is shown; absent where nobody can show it. */
  readonly effective?: string
  /** Counts from 1. */
  lineAt(offset: number): number
  readonly markup: Markup
}
export interface HoverText extends Span {
  readonly text: string
}

/** What is to be said where somebody points: what was found there, then what the setting really is. Nothing where there is nothing of ours. */
export function hoverAt(offset: number, scene: HoverScene): HoverText | undefined {
  const findings = findingsIn(scene.report, { start: offset, end: offset })
  const settings = settingsAt(scene.report, offset)
  const told = new Set(findings.map((f) => f.rule))
  const blocks = [...findings.map((f) => findingBlock(f, scene)), ...settingBlocks(settings, scene, told)]
  if (blocks.length === 0) return undefined
  const place = settings.map((s) => (contains(s.keySpan, offset) ? s.keySpan : s.valueSpan))[0] ?? findings[0] ?? { start: offset, end: offset }
  return { text: blocks.join(`\n\n${scene.markup.bar}\n\n`), ...spanOf(place) }
}

/* ── a finding: what, what to do, why ── */

/** The editor itself shows the message; here stands what is behind it. What to do comes first: a hover shows a dozen lines, the rest is reached by scrolling. */
function findingBlock(finding: Finding, scene: HoverScene): string {
  const { markup: m } = scene
  const rule = scene.rule(finding.rule)
  const fix = finding.fixes[0]
  if (!rule) return [m.strong(m.plain(finding.message)), ...(fix ? [`${m.strong('What to do:')} ${m.plain(fix.title)}`] : [])].join('\n\n')
  const todo = fix ? `${m.plain(fix.title)}${fix.safety === 'unsafe' ? ' (this changes behaviour)' : ''}` : m.prose(opening(rule.page.whatToDo))
  return [m.strong(m.prose(rule.summary)), `${m.strong('What to do:')} ${todo}`, m.prose(opening(rule.page.why)), linksOf(rule, scene)].join('\n\n')
}

/** The first paragraph: a page has room for the rest. */
const opening = (text: string): string => (text.trim().split(/\n\s*\n/, 1)[0] ?? '').replace(/\s*\n\s*/g, ' ')

function linksOf(rule: Rule, { scenario, rulePage, markup: m }: HoverScene): string {
  const incident = scenario(rule.scenario)
  const page = m.link(rule.id, rulePage(rule.id))
  return incident ? `${m.link(`${rule.scenario}. ${incident.title}`, incident.href)} · ${page}` : page
}

/* ── a setting: value and origin, default, type, what hangs on it ── */

/** A file that configures several components may say the same key for all of them. */
function settingBlocks(settings: readonly WrittenAt[], scene: HoverScene, told: ReadonlySet<string>): string[] {
  const [first, ...others] = settings
  if (!first) return []
  const block = settingBlock(first, scene, told)
  const elsewhere = others.filter((o) => o.placed.component !== first.placed.component).map((o) => componentName(o.placed.component, scene.markup))
  const unique = [...new Set(elsewhere)]
  return block === undefined
    ? []
    : [unique.length === 0 ? block : `${block}\n\nThe same line also speaks of ${unique.slice(0, 3).join(', ')}${unique.length > 3 ? ` and ${unique.length - 3} more` : ''}.`]
}

function settingBlock(at: WrittenAt, scene: HoverScene, told: ReadonlySet<string>): string | undefined {
  const { component } = at.placed
  const { markup: m } = scene
  const record = recordOf(component.kind, at.key)
  const rules = scene.touching(component.kind, at.key)
  if (!record && rules.length === 0) return undefined
  const range = rangeFor(component, scene.report.target)
  const setting = new Settings(component, pointAt(scene.report.target, { [lineOf[component.kind]]: range.to })).of(at.key)
  const title = `${m.strong(m.code(plainKey(component.kind, at.key)))} of ${componentName(component, m)}`
  const rows = [valueRow(at, setting, record, scene), ...(record ? [defaultRow(component.kind, at.key, record, range, m), typeRow(record, range.to, m)] : [])]
  const others = rules.filter((r) => !told.has(r.id))
  return [
    title,
    rows.map(([name, text]) => `- ${name}: ${text}`).join('\n'),
    ...rulesBlock(others, scene),
    ...(scene.effective === undefined ? [] : [m.link('All effective settings of this file', scene.effective)]),
  ].join('\n\n')
}

const KINDS: Readonly<Record<Kind, string>> = {
  consumer: 'consumer',
  producer: 'producer',
  client: 'client',
  topic: 'topic',
  broker: 'broker',
  group: 'group',
  'client-metrics': 'client metrics',
  'share-consumer': 'share consumer',
  admin: 'admin client',
  streams: 'Streams application',
  'connect-distributed': 'Connect worker',
  'connect-standalone': 'Connect worker',
  'source-connector': 'source connector',
  'sink-connector': 'sink connector',
  'mirror-maker': 'MirrorMaker',
  'spark-session': 'Spark session',
  'spark-query': 'streaming query',
  'spark-source': 'streaming source',
  'librdkafka-consumer': 'librdkafka consumer',
  'librdkafka-producer': 'librdkafka producer',
  'librdkafka-client': 'librdkafka client',
}
export const componentName = ({ kind, name, ofBroker }: Component, m: Markup): string =>
  ofBroker ? 'every topic that says nothing else' : `the ${KINDS[kind]}${name === undefined ? '' : ` ${m.code(name)}`}`

type Row = readonly [name: string, text: string]

function valueRow(at: WrittenAt, setting: Setting<unknown>, record: KeyRecord | undefined, scene: HoverScene): Row {
  const { markup: m } = scene
  if (setting.state === 'absent') return ['value', `${shown(at.value.text, undefined, m)}, set here`]
  const loses = setting.written !== undefined && setting.written !== at.value
  const note = loses ? `; what is written here has no effect, since ${winnerOf(setting.written, at, scene)} wins` : ''
  if (setting.state === 'unknown') return ['value', `not known, since ${m.plain(setting.because)}${note}`]
  return ['value', `${shown(setting.value, record, m)}, ${originOf(at, setting, m)}${note}`]
}

const winnerOf = (written: Span | { readonly key: Span }, { placed }: WrittenAt, scene: HoverScene): string =>
  `line ${scene.lineAt(('key' in written ? written.key.start : written.start) + placed.by)}`

/** No secret is shown, neither one that the key gives away nor one inside an ordinary value. */
function shown(value: unknown, record: KeyRecord | undefined, m: Markup): string {
  if (value instanceof Secret) return Secret.MARK
  const text = typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : showValue(record, value)
  if (holdsSecret(text)) return Secret.MARK
  const human = / \([^()]*\)$/.exec(text)
  const bare = typeof value === 'number' && human ? text.slice(0, human.index) : text
  return `${m.code(bare)}${typeof value === 'number' && human ? human[0] : ''}`
}

function originOf(at: WrittenAt, setting: Extract<Setting<unknown>, { state: 'known' }>, m: Markup): string {
  if (setting.assumed !== undefined) return `the default in ${holdsSecret(setting.assumed) ? Secret.MARK : m.code(setting.assumed)}, as long as nothing replaces it`
  switch (setting.origin) {
    case 'explicit':
      return 'set here'
    case 'inherited':
      return `inherited from ${m.plain(at.layer)}`
    case 'framework':
      return `put there by ${m.plain(at.layer)}`
    case 'default':
      return 'the default'
    case 'derived':
      return m.plain(setting.because ?? 'derived')
  }
}

function defaultRow(kind: Kind, key: string, record: KeyRecord, range: TargetRange, m: Markup): Row {
  const text = defaultAt(kind, key, range.to)
  const where = `in ${releaseName(lineOf[kind], range)}`
  if (text === undefined || record.type === 'password') return ['default', `none ${where}`]
  const parsed = parseValue(kind, record, text, range.to)
  return ['default', `${shown('value' in parsed ? parsed.value : text, record, m)} ${where}`]
}

const PRODUCTS: Readonly<Record<Line, string>> = { kafkaClient: 'Kafka client', kafkaBroker: 'Kafka', spark: 'Spark', librdkafka: 'librdkafka' }

/** `Kafka client 3.9 (weir.yaml)`; of a range, the release that the values here are for is its end. */
export function releaseName(line: Line, { shown: said, because, assumed, from, to }: TargetRange): string {
  return `${PRODUCTS[line]} ${from === to ? said : showVersion(to)} (${assumed ? 'assumed, since no version is stated' : because})`
}

const UNITS: Readonly<Record<string, string>> = { ms: 'time in milliseconds', bytes: 'size in bytes' }
const TYPES: Readonly<Record<KeyRecord['type'], string>> = {
  boolean: 'true or false',
  string: 'text',
  int: 'whole number',
  short: 'whole number',
  long: 'whole number',
  double: 'number',
  list: 'list, parted by commas',
  class: 'name of a class',
  password: 'secret',
  time: 'time with a unit, such as 30s',
  bytes: 'size with a unit, such as 64m',
  enum: 'one of a few words',
}

function typeRow(record: KeyRecord, at: Version, m: Markup): Row {
  const type = (record.type === 'int' || record.type === 'long' ? UNITS[record.unit ?? ''] : undefined) ?? TYPES[record.type]
  const allowed = allowedOf(validAt(record, at), m)
  return ['type', allowed === undefined ? type : `${type}; ${allowed}`]
}

function allowedOf(valid: Valid | undefined, m: Markup): string | undefined {
  const words = valid?.in ?? valid?.list
  if (words && words.length > 0) return `${words.map((w) => m.code(w)).join(', ')}${valid?.anyCase ? ' in any case' : ''}`
  if (valid?.min !== undefined && valid.max !== undefined) return `${valid.min} to ${valid.max}`
  if (valid?.min !== undefined) return `at least ${valid.min}`
  return valid?.max === undefined ? undefined : `at most ${valid.max}`
}

/** How many rules are named; `acks` and its like are touched by more than anybody reads in a hover. */
const MOST = 6

function rulesBlock(rules: readonly Rule[], { rulePage, scenario, markup: m }: HoverScene): string[] {
  if (rules.length === 0) return []
  const named = rules.slice(0, MOST)
  const items = named.map((rule) => `- ${m.prose(rule.summary)} · ${m.link(rule.id, rulePage(rule.id))}`)
  const more = rules.length > MOST ? [`- and ${rules.length - MOST} more`] : []
  const incidents = [...new Set(named.map((rule) => rule.scenario))].flatMap((n) => {
    const found = scenario(n)
    return found ? [m.link(`${n}. ${found.title}`, found.href)] : []
  })
  return [
    m.strong('What can go wrong with it'),
    [...items, ...more].join('\n'),
    ...(incidents.length === 0 ? [] : [`${incidents.length === 1 ? 'Incident' : 'Incidents'}: ${incidents.join(', ')}`]),
  ]
}
