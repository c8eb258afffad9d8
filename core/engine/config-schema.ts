import type { Line } from '../catalogue/kinds.ts'
import { minors } from '../catalogue/releases.ts'
import { FACTS, isFactName, type FactName } from '../components/facts.ts'
import { ENVIRONMENTS, OVERRIDE_KEYS, SEVERITY_WORDS, TOP_KEYS, type OverrideKey, type TopKey } from './config-keys.ts'
import type { Rule } from './define-rule.ts'
import { isOwnRule, NOT_SETTABLE, OWN_RULES, type OwnRule } from './finding.ts'
import { PRESETS } from './presets.ts'

type Json = Readonly<Record<string, unknown>>

/** The JSON Schema of `weir.yaml`, made of the descriptors that also read it: keys, facts, rules and their options. */
export function configSchema(rules: readonly Rule[]): Json {
  const shared = {
    kafka: kafka(),
    spark: versions('spark'),
    librdkafka: versions('librdkafka'),
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
      rules: mapOf({ ...keyed(rules, (r) => r.id, ruleSchema), ...keyed(OWN, (id) => id, ownSchema) }),
      facts: mapOf(keyed(FACT_NAMES, (name) => name, factSchema)),
    },
  }
}

const FACT_NAMES = Object.keys(FACTS).filter(isFactName)
const OWN = Object.keys(OWN_RULES)
  .filter(isOwnRule)
  .filter((id) => !NOT_SETTABLE.includes(id))

function keyed<T>(list: readonly T[], name: (item: T) => string, schema: (item: T) => Json): Record<string, Json> {
  const made: Record<string, Json> = {}
  for (const item of list) made[name(item)] = schema(item)
  return made
}

const mapOf = (properties: Json): Json => ({ type: ['object', 'null'], additionalProperties: false, properties })
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** In the order of the descriptions, which is the order for people. */
const described = (schemas: Readonly<Record<string, Json>>, says: Readonly<Record<string, string>>): Json =>
  keyed(
    Object.entries(says),
    ([key]) => key,
    ([key, description]) => ({ description, ...schemas[key] }),
  )

const patterns: Json = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }

const presets = (): Json => ({ anyOf: [{ enum: PRESETS }, { type: 'string', pattern: '[/\\\\]|\\.ya?ml$' }] })

/** Unquoted `3.7` is a number for YAML, so a number must pass too. */
const VERSIONS: readonly Json[] = [{ type: 'string', pattern: '^\\d+\\.\\d+(\\.\\d+)?(\\.\\.\\d+\\.\\d+(\\.\\d+)?)?$' }, { type: 'number' }]

function examplesOf(line: Line): string[] {
  const known = minors(line)
  return [known.at(-1) ?? '', `${known[0] ?? ''}..${known.at(-1) ?? ''}`]
}
const versions = (line: Line): Json => ({ anyOf: VERSIONS, examples: examplesOf(line) })

function kafka(): Json {
  const each = {
    client: { description: 'The release of the client library.', ...versions('kafkaClient') },
    broker: { description: 'The release of the brokers.', ...versions('kafkaBroker') },
  }
  return { anyOf: [...VERSIONS, { type: 'object', additionalProperties: false, properties: each }], examples: examplesOf('kafkaClient') }
}

function ruleSchema({ id, summary, severity, scenario, options = {} }: Rule): Json {
  const fields = keyed(
    Object.entries(options),
    ([name]) => name,
    ([, o]) => ({ description: `${o.doc} Default: ${o.shownDefault}.`, ...o.schema }),
  )
  const severityField = { description: `Default: ${severity}.`, enum: SEVERITY_WORDS }
  return {
    description: `${summary} (scenario ${scenario}; weir explain ${id})`,
    anyOf: [{ $ref: '#/definitions/severity' }, { type: 'object', additionalProperties: false, properties: { severity: severityField, ...fields } }],
  }
}

const ownSchema = (id: OwnRule): Json => ({ description: OWN_RULES[id], allOf: [{ $ref: '#/definitions/severity' }] })
const factSchema = (name: FactName): Json => ({
  type: FACTS[name].quantity === 'flag' ? ['boolean', 'string'] : 'string',
  description: `${capital(FACTS[name].says)}, such as ${FACTS[name].example}.`,
  examples: [FACTS[name].example],
})
