import type { Line } from '../catalogue/kinds.ts'
import { covers, minors } from '../catalogue/releases.ts'
import { expectedFact, FACTS, isFactName, parseFact, type FactName, type StatedFact, type StatedFacts } from '../components/facts.ts'
import type { Target } from '../components/target.ts'
import { ENVIRONMENTS, SEVERITY_WORDS } from './config-keys.ts'
import type { ConfigText, Entry, Word } from './config-text.ts'
import type { Rule, Severity } from './define-rule.ts'
import { readRange, targetOf } from './directives.ts'
import { NO_RULES, type Environment, type RuleSettings } from './file-config.ts'
import { isOwnRule, NOT_SETTABLE, OWN_RULES } from './finding.ts'
import { nameGlobs, nameProblem, pathGlobs, pathProblem, type Globs } from './globs.ts'
import { PRODUCTS, titleOf, type Product } from './products.ts'

type Lines = readonly [Line, ...Line[]]
const KAFKA_PARTS: ReadonlyMap<string, Lines> = new Map([
  ['client', ['kafkaClient']],
  ['broker', ['kafkaBroker']],
])

/** `"3.7"`, `"2.8..3.9"` or, of Kafka, one for the client and one for the broker. */
export function readTarget(text: ConfigText, entry: Entry, product: Product): Partial<Target> {
  const { lines, release, range } = PRODUCTS[product]
  if (product !== 'kafka') return versionsOf(text, entry, lines, `${product} needs a release such as "${release}", or a range such as "${range}"`)
  if (!text.isMap(entry.value)) return versionsOf(text, entry, lines, `kafka needs a release such as "${release}", a range such as "${range}", or { client: "3.7", broker: "4.1" }`)
  return Object.assign({}, ...text.entries(entry.value, '').map((e) => partOf(text, e))) as Partial<Target>
}

function partOf(text: ConfigText, entry: Entry): Partial<Target> {
  const lines = KAFKA_PARTS.get(entry.key.text)
  if (lines) return versionsOf(text, entry, lines, `${entry.key.text} needs a release such as "3.7", or a range such as "2.8..3.9"`)
  text.unknown('kafka has no part', entry.key, [...KAFKA_PARTS.keys()])
  return {}
}

function versionsOf(text: ConfigText, { value, at }: Entry, lines: Lines, expected: string): Partial<Target> {
  const word = text.word(value)
  const [line] = lines
  if (!word || !readRange(word.text, line, text.name)) {
    text.problem(at, expected)
    return {}
  }
  const strange = word.text.split('..').find((v) => !covers(line, v))
  if (strange !== undefined) text.problem(at, beyond(line, strange), { severity: 'warning' })
  return targetOf(lines, word.text, text.name)
}

/** What a release that the catalogue does not know is judged by. */
export function beyond(line: Line, release: string): string {
  const known = minors(line)
  return `Weir knows ${titleOf(line)} ${known[0] ?? ''} to ${known.at(-1) ?? ''}: ${release} is judged as the nearest of these`
}

export function readEnvironment(text: ConfigText, { value, at }: Entry): Environment | undefined {
  const word = text.word(value)
  const found = ENVIRONMENTS.find((e) => e === word?.text)
  if (word && !found) text.unknown('There is no environment', word, ENVIRONMENTS)
  else if (!found) text.problem(at, `environment is ${ENVIRONMENTS.join(' or ')}`)
  return found
}

export function readFacts(text: ConfigText, entry: Entry): StatedFacts {
  const facts: Partial<Record<FactName, StatedFact>> = {}
  for (const { key, value, at } of text.entries(entry.value, 'facts such as worst-lag: 12h')) {
    if (!isFactName(key.text)) text.unknown('There is no fact', key, Object.keys(FACTS))
    else {
      const read = parseFact(key.text, text.word(value)?.text ?? '')
      if (read === undefined) text.problem(at, expectedFact(key.text))
      else facts[key.text] = { value: read, from: text.name }
    }
  }
  return facts
}

/** Patterns for paths or for names, those that can be used. */
export function readGlobs(text: ConfigText, entry: Entry, about: 'paths' | 'names'): Globs {
  const problemOf = about === 'paths' ? pathProblem : nameProblem
  const words = text.words(entry, about === 'paths' ? 'a list of patterns such as ["deploy/dev/**"]' : 'a list of patterns such as ["orders*"]')
  const sound = words.filter((word) => {
    const bad = problemOf(word.text)
    if (bad !== undefined) text.problem(word, capitalised(bad))
    return bad === undefined
  })
  return (about === 'paths' ? pathGlobs : nameGlobs)(sound.map((w) => w.text))
}
const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)

/** A severity by rule, `off`, or a map with options; options are read by the rule's own descriptors. */
export function readRules(text: ConfigText, entry: Entry, rules: ReadonlyMap<string, Rule>): RuleSettings {
  const severity: Record<string, Severity | 'off'> = {}
  const options: Record<string, Record<string, unknown>> = {}
  for (const said of text.entries(entry.value, 'rules such as acks-one: off')) {
    const { key, value } = said
    if (!isSettable(key, rules, text)) continue
    const id = key.text
    const fields = text.isMap(value) ? text.entries(value, '') : [{ ...said, key: { ...key, text: 'severity' } }]
    for (const field of fields) {
      if (field.key.text === 'severity') {
        const set = readSeverity(text, field)
        if (set) severity[id] = set
      } else options[id] = { ...options[id], ...readOption(text, field, rules.get(id)) }
    }
  }
  return Object.keys(severity).length + Object.keys(options).length === 0 ? NO_RULES : { severity, options }
}

function isSettable(id: Word, rules: ReadonlyMap<string, Rule>, text: ConfigText): boolean {
  if (NOT_SETTABLE.some((n) => n === id.text)) text.problem(id, `${id.text} speaks of Weir itself and cannot be set`)
  else if (!rules.has(id.text) && !isOwnRule(id.text)) text.unknown('There is no rule', id, [...rules.keys(), ...Object.keys(OWN_RULES)], '; weir rules lists them all')
  else return true
  return false
}

function readSeverity(text: ConfigText, { value, at }: Entry): Severity | 'off' | undefined {
  const word = text.word(value)
  const found = SEVERITY_WORDS.find((s) => s === word?.text)
  if (found) return found
  const meant = word && SYNONYMS.get(word.text.toLowerCase())
  if (meant !== undefined) text.problem(at, `There is no severity ${word?.text ?? ''}; did you mean ${meant}?`, { write: meant })
  else if (word) text.unknown('There is no severity', word, SEVERITY_WORDS)
  else text.problem(at, `Expected a severity (${SEVERITY_WORDS.join(', ')}), or { severity: …, and options }`)
  return undefined
}

/** Words of other tools, and what YAML 1.1 would have read. */
const SYNONYMS: ReadonlyMap<string, (typeof SEVERITY_WORDS)[number]> = new Map([
  ['warn', 'warning'],
  ['information', 'info'],
  ['suggestion', 'hint'],
  ['false', 'off'],
  ['none', 'off'],
  ['ignore', 'off'],
  ['0', 'off'],
  ['1', 'warning'],
  ['2', 'error'],
])

function readOption(text: ConfigText, { key, value, at }: Entry, rule: Rule | undefined): Record<string, unknown> {
  const option = Object.hasOwn(rule?.options ?? {}, key.text) ? rule?.options?.[key.text] : undefined
  if (!option) {
    text.unknown(`${rule?.id ?? 'This rule'} has no option`, key, ['severity', ...Object.keys(rule?.options ?? {})])
    return {}
  }
  const read = option.read(text.plain(value))
  if ('value' in read) return { [key.text]: read.value }
  text.problem(at, `${key.text}: ${read.bad}`)
  return {}
}
