/** The keys of `weir.yaml`, with what each is for: one list for the reader, the schema and the documentation. */
export const TOP_KEYS = {
  extends: 'What to start from: recommended, strict or all, or the path of another configuration file, relative to this one.',
  kafka: 'The Kafka release to judge for: "3.7", a range such as "2.8..3.9", or { client: "3.7", broker: "4.1" }. In quotation marks, since YAML takes 3.10 for the number 3.1.',
  spark: 'The Spark release to judge for: "3.5", or a range such as "3.3..4.0".',
  librdkafka: 'The release of librdkafka to judge for: "2.6", or a range such as "2.0..2.16". Of a release between those that Weir has facts of, both are judged.',
  environment: 'production, or development: there a warning becomes advice and advice is left out; what Kafka or Spark refuses stays an error.',
  ignore: 'Files that are not looked at when a folder is: patterns relative to the folder of this file.',
  rules: 'Severity and options, by rule: a severity, off, or { severity, and the options of the rule }.',
  facts: 'What no configuration says but the best rules need, with units.',
  overrides: 'What holds besides for some files, topics or consumer groups; later ones win over earlier ones.',
} as const

/** The keys of one override. */
export const OVERRIDE_KEYS = {
  files: 'The files that this is about: patterns relative to the folder of weir.yaml.',
  topics: 'The topics that this is about, by name: patterns.',
  groups: 'The consumers that this is about, by group.id: patterns.',
  kafka: TOP_KEYS.kafka,
  spark: TOP_KEYS.spark,
  librdkafka: TOP_KEYS.librdkafka,
  environment: TOP_KEYS.environment,
  ignore: 'true: these files are not looked at when a folder is; false: they are, whatever stands above.',
  rules: TOP_KEYS.rules,
  facts: TOP_KEYS.facts,
} as const

export type TopKey = keyof typeof TOP_KEYS
export type OverrideKey = keyof typeof OVERRIDE_KEYS

export const ENVIRONMENTS = ['production', 'development'] as const
export const SEVERITY_WORDS = ['error', 'warning', 'info', 'hint', 'off'] as const
