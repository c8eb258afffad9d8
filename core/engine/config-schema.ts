import type { Line } from '../catalogue/kinds.ts'
import { minors } from '../catalogue/releases.ts'
import { FACTS } from '../components/facts.ts'
import { ENVIRONMENTS, OVERRIDE_KEYS, SEVERITY_WORDS, TOP_KEYS, type OverrideKey, type TopKey } from './config-keys.ts'
import type { Rule } from './define-rule.ts'
import { NOT_SETTABLE, OWN_RULES } from './finding.ts'
import { PRESETS } from './presets.ts'

type Json = Readonly<Record<string, unknown>>

/** The JSON Schema of `weir.yaml`, made of the descriptors that also read it: keys, facts, rules and their options. */
export function configSchema(rules: readonly Rule[]): Json {
  const shared = {
    kafka: kafka(),
    spark: versions('spark'),
    environment: { enum: ENVIRONMENTS },
    rules: { allOf: [{ $ref: '#/definitions/rules' }] },
    facts: { allOf: [{ $ref: '#/definitions/facts' }] },
  }
  const top: Record<TopKey, Json> = { ...shared, extends: presets(), ignore: patterns, overrides: { type: 'array', items: { $ref: '#/definitions/override' } } }
  const override: Record<OverrideKey, Json> = { ...shared, files: patterns, topics: patterns, groups: patterns, ignore: { type: 'boolean' } }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'weir.yaml',
    description: 'How Weir judges the configuration of Kafka and Spark streaming in this folder and below.',
    ...mapOf(described(top, TOP_KEYS)),
    definitions: {
      override: { ...mapOf(described(override, OVERRIDE_KEYS)), anyOf: ['files', 'topics', 'groups'].map((key) => ({ required: [key] })) },
      severity: { enum: SEVERITY_WORDS },
      rules: mapOf({ ...keyed(rules, ruleSchema), ...ownRules() }),
      facts: mapOf(
        Object.fromEntries(Object.entries(FACTS).map(([name, f]) => [name, { type: 'string', description: `${capital(f.says)}, such as ${f.example}.`, examples: [f.example] }])),
      ),
    },
  }
}

const mapOf = (properties: Json): Json => ({ type: ['object', 'null'], additionalProperties: false, properties })
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** In the order of the descriptions, which is the order for people. */
function described(schemas: Readonly<Record<string, Json>>, says: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(Object.entries(says).map(([key, description]) => [key, { description, ...schemas[key] }]))
}

const patterns: Json = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }

const presets = (): Json => ({ anyOf: [{ enum: PRESETS }, { type: 'string', pattern: '[/\\\\]|\\.ya?ml$' }] })

/** Unquoted `3.7` is a number for YAML, so a number must pass too. */
function versions(line: Line): Json {
  const known = minors(line)
  return {
    anyOf: [{ type: 'string', pattern: '^\\d+\\.\\d+(\\.\\d+)?(\\.\\.\\d+\\.\\d+(\\.\\d+)?)?$' }, { type: 'number' }],
    examples: [known.at(-1), `${known[0] ?? ''}..${known.at(-1) ?? ''}`],
  }
}

function kafka(): Json {
  const { anyOf, examples } = versions('kafkaClient')
  const each = {
    client: { description: 'The release of the client library.', ...versions('kafkaClient') },
    broker: { description: 'The release of the brokers.', ...versions('kafkaBroker') },
  }
  return { anyOf: [...(Array.isArray(anyOf) ? anyOf : []), { type: 'object', additionalProperties: false, properties: each }], examples }
}

function ruleSchema({ id, summary, severity, scenario, options = {} }: Rule): Json {
  const fields = Object.fromEntries(Object.entries(options).map(([name, o]) => [name, { description: `${o.doc} Default: ${o.shownDefault}.`, ...o.schema }]))
  const severityField = { description: `Default: ${severity}.`, enum: SEVERITY_WORDS }
  return {
    description: `${summary} (scenario ${scenario}; weir explain ${id})`,
    anyOf: [{ $ref: '#/definitions/severity' }, { type: 'object', additionalProperties: false, properties: { severity: severityField, ...fields } }],
  }
}

const ownRules = (): [string, Json][] =>
  Object.entries(OWN_RULES)
    .filter(([id]) => !NOT_SETTABLE.some((n) => n === id))
    .map(([id, description]) => [
      id,
      { description, anyOf: [{ $ref: '#/definitions/severity' }, { type: 'object', additionalProperties: false, properties: { severity: { $ref: '#/definitions/severity' } } }] },
    ])
