import { describe, expect, it } from 'vitest'
import { FACTS } from '../../core/components/facts.ts'
import { OVERRIDE_KEYS, TOP_KEYS } from '../../core/engine/config-keys.ts'
import { configSchema } from '../../core/engine/config-schema.ts'
import { configFor, readConfig, type WorkspaceConfig } from '../../core/engine/config.ts'
import { defineRule, type OptIn, type Rule } from '../../core/engine/define-rule.ts'
import { withTarget } from '../../core/engine/file-config.ts'
import { duration, texts } from '../../core/engine/options.ts'
import { plainConfig } from '../../core/engine/presets.ts'
import { targetOf } from '../../core/engine/directives.ts'
import { applyEdits } from '../../core/text/span.ts'
import { showVersion } from '../../core/text/version.ts'

const ruleOf = (id: string, optIn?: OptIn): Rule =>
  defineRule({
    id,
    summary: 'For this test',
    scenario: 2,
    component: 'consumer',
    severity: 'warning',
    since: '0.1.0',
    needs: { session: 'session.timeout.ms' },
    ...(optIn ? { optIn } : {}),
    options: { minimum: duration(1000, 'The least.'), names: texts([], 'Names.') },
    messages: { short: () => 'too short' },
    fix: 'none',
    lint: () => undefined,
    page: { why: '', whatToDo: '', staysSilent: '' },
    examples: { bad: [], good: [] },
    sources: [],
  })
const rules = [ruleOf('session-short'), ruleOf('acks-one'), ruleOf('very-strict', 'strict'), ruleOf('only-all', 'all')]

const read = (text: string, files: Readonly<Record<string, string>> = {}): WorkspaceConfig => readConfig(text, 'weir.yaml', { rules, read: (path) => files[path] })
const at = (text: string, path = 'apps/consumer.properties') => configFor(read(text), path)
/** What is said, with the text that is underlined. */
const said = (text: string): string[] => read(text).sources.flatMap((s) => s.findings.map((f) => `${s.text.slice(f.start, f.end)} | ${f.message}`))

describe('what holds for a file', () => {
  it('is nothing special where nothing is said', () => {
    for (const text of ['', '\n', '# only a comment\n', '---\n', '{}']) {
      expect(at(text).config.target).toEqual({})
      expect(at(text).config.facts).toEqual({})
      expect(said(text)).toEqual([])
    }
  })

  it('takes releases for client and broker, for each alone, and as a range', () => {
    const both = at('kafka: "3.7"').config.target
    expect(both.kafkaClient?.because).toBe('weir.yaml')
    expect(both.kafkaBroker?.shown).toBe('3.7')
    const split = at('kafka: { client: "4.1", broker: "3.6" }\nspark: "3.5"').config.target
    expect([split.kafkaClient?.shown, split.kafkaBroker?.shown, split.spark?.shown]).toEqual(['4.1', '3.6', '3.5'])
    const range = at('kafka: 2.8..3.9').config.target.kafkaClient
    expect(range && [showVersion(range.from), range.shown, range.assumed]).toEqual([expect.stringMatching(/^2\.8/), '2.8..3.9', false])
  })

  it('reads 3.10 as it is written, not as the number 3.1', () => {
    expect(at('kafka: 3.10').config.target.kafkaClient?.shown).toBe('3.10')
    expect(at('kafka: 3.9').config.target.kafkaClient?.shown).toBe('3.9')
  })

  it('reads off as a word, not as a boolean, also under %YAML 1.1', () => {
    expect(at('rules:\n  acks-one: off\n').config.rules.severity).toMatchObject({ 'acks-one': 'off' })
    expect(at('%YAML 1.1\n---\nrules:\n  acks-one: off\n').config.rules.severity).toMatchObject({ 'acks-one': 'off' })
  })

  it('takes a severity, a severity with options, and options alone', () => {
    const { severity, options } = at('rules:\n  acks-one: error\n  session-short: { severity: hint, minimum: 2s, names: [a, b] }\n').config.rules
    expect(severity).toMatchObject({ 'acks-one': 'error', 'session-short': 'hint' })
    expect(options).toEqual({ 'session-short': { minimum: 2000, names: ['a', 'b'] } })
    const alone = at('rules: { session-short: { minimum: 3s } }').config.rules
    expect(alone.severity).not.toHaveProperty('session-short')
    expect(alone.options).toEqual({ 'session-short': { minimum: 3000 } })
  })

  it('takes rules of its own', () => {
    expect(at('rules: { suppression-unused: off }').config.rules.severity).toMatchObject({ 'suppression-unused': 'off' })
  })

  it('takes facts with their units', () => {
    expect(at('facts: { worst-lag: 12h, peak-rate: 20000/s, record-size: 1KiB, record-time: 50ms }').config.facts).toEqual({
      'worst-lag': { value: 43_200_000, from: 'weir.yaml' },
      'peak-rate': { value: 20_000, from: 'weir.yaml' },
      'record-size': { value: 1024, from: 'weir.yaml' },
      'record-time': { value: 50, from: 'weir.yaml' },
    })
  })

  it('takes an environment', () => {
    expect(at('environment: development').config.environment).toBe('development')
    expect(at('').config.environment).toBeUndefined()
  })

  it('follows anchors', () => {
    expect(at('overrides:\n  - { files: [a/**], facts: &f { worst-lag: 1h } }\n  - { files: [b/**], facts: *f }\n', 'b/x.yaml').config.facts).toEqual({
      'worst-lag': { value: 3_600_000, from: 'weir.yaml' },
    })
  })
})

describe('overrides', () => {
  const text = [
    'kafka: "4.1"',
    'environment: production',
    'rules: { acks-one: error }',
    'facts: { worst-lag: 1h }',
    'overrides:',
    '  - files: ["legacy/**"]',
    '    kafka: "2.8"',
    '    environment: development',
    '    rules: { acks-one: off }',
    '    facts: { worst-lag: 2h, recovery: 1h }',
    '  - files: ["legacy/new/**"]',
    '    kafka: { client: "3.9" }',
    '',
  ].join('\n')

  it('by file: the later one wins, what it does not say stays', () => {
    const { config } = at(text, 'legacy/new/x.properties')
    expect(config.target.kafkaClient?.shown).toBe('3.9')
    expect(config.target.kafkaBroker?.shown).toBe('2.8')
    expect(config.environment).toBe('development')
    expect(config.rules.severity).toMatchObject({ 'acks-one': 'off' })
    expect(config.facts).toMatchObject({ 'worst-lag': { value: 7_200_000 }, recovery: { value: 3_600_000 } })
    expect(at(text, 'apps/x.properties').config.target.kafkaClient?.shown).toBe('4.1')
  })

  it('by topic and by group, also within some files only', () => {
    const config = (path: string) =>
      at('overrides:\n  - topics: ["orders*"]\n    facts: { worst-lag: 30h }\n  - groups: [billing]\n    files: ["live/**"]\n    environment: development\n', path).config.overrides
    const [topic, group] = config('live/x.yaml')
    expect(topic?.kind).toBe('topic')
    expect([topic?.matches('orders.eu.v1'), topic?.matches('my-orders')]).toEqual([true, false])
    expect(topic?.facts).toMatchObject({ 'worst-lag': { value: 108_000_000 } })
    expect(group?.kind).toBe('consumer')
    expect(group?.environment).toBe('development')
    expect([group?.matches('billing'), group?.matches('billing-2')]).toEqual([true, false])
    expect(config('test/x.yaml').map((o) => o.kind)).toEqual(['topic'])
  })

  it('patterns: a folder by its name, ! takes out again, dots count', () => {
    const environment = (files: string, path: string) => at(`overrides:\n  - files: ${files}\n    environment: development\n`, path).config.environment
    expect(environment('[sandbox]', 'sandbox/deep/x.yaml')).toBe('development')
    expect(environment('[sandbox/]', 'sandbox/x.yaml')).toBe('development')
    expect(environment('[./sandbox/**]', 'sandbox/.x/y.yaml')).toBe('development')
    expect(environment('["**/*.properties", "!live/**"]', 'live/x.properties')).toBeUndefined()
    expect(environment('["**/*.properties", "!live/**"]', 'dev/x.properties')).toBe('development')
    expect(environment('["*.properties"]', 'dev/x.properties')).toBeUndefined()
    expect(environment('"dev/*"', 'dev/x.properties')).toBe('development')
  })

  it('ignore: patterns at the top, true and false in an override', () => {
    const text = 'ignore: ["**/target/**"]\noverrides:\n  - { files: ["keep/target/**"], ignore: false }\n  - { files: ["old/**"], ignore: true }\n'
    expect(['a/target/x.yaml', 'keep/target/x.yaml', 'old/x.yaml', 'a/x.yaml'].map((p) => at(text, p).ignored)).toEqual([true, false, true, false])
  })
})

describe('extends', () => {
  it('leaves rules out that are not recommended, until they are asked for', () => {
    const off = (text: string) => Object.entries(at(text).config.rules.severity).flatMap(([id, s]) => (s === 'off' ? [id] : []))
    expect(off('')).toEqual(['very-strict', 'only-all'])
    expect(off('extends: recommended')).toEqual(['very-strict', 'only-all'])
    expect(off('extends: strict')).toEqual(['only-all'])
    expect(off('extends: all')).toEqual([])
    expect(at('rules: { only-all: error }').config.rules.severity).toMatchObject({ 'only-all': 'error' })
    expect(plainConfig(rules).rules).toEqual(at('').config.rules)
  })

  const base =
    'extends: strict\nkafka: "3.7"\nspark: "3.5"\nfacts: { worst-lag: 1h }\nignore: ["a/**"]\nrules: { acks-one: error }\noverrides:\n  - { files: ["b/**"], environment: development }\n'
  const files = { 'conf/base.yaml': base, 'conf/more.yaml': 'extends: ../weir.yaml\n' }

  it('takes another file for what it does not say itself', () => {
    const config = read('extends: ./conf/base.yaml\nkafka: "4.1"\nignore: ["c/**"]\nrules: { session-short: off }\n', files)
    const holds = configFor(config, 'b/x.yaml')
    expect(holds.config.target.kafkaClient?.because).toBe('weir.yaml')
    expect(holds.config.target.spark?.because).toBe('base.yaml')
    expect(holds.config.environment).toBe('development')
    expect(holds.config.facts).toEqual({ 'worst-lag': { value: 3_600_000, from: 'base.yaml' } })
    expect(holds.config.rules.severity).toEqual({ 'acks-one': 'error', 'session-short': 'off', 'only-all': 'off' })
    expect(['a/x', 'c/x', 'd/x'].map((p) => configFor(config, p).ignored)).toEqual([true, true, false])
    expect(config.sources.map((s) => s.path)).toEqual(['weir.yaml', 'conf/base.yaml'])
  })

  it('says where it goes in a circle, and goes on', () => {
    const config = read('kafka: "3.9"\nextends: conf/more.yaml\n', { 'conf/more.yaml': 'extends: ../weir.yaml\nspark: "3.5"\n' })
    expect(config.sources[1]?.findings.map((f) => f.message)).toEqual(['This goes in a circle: weir.yaml → more.yaml → weir.yaml'])
    expect(configFor(config, 'x').config.target).toMatchObject({ spark: { shown: '3.5' }, kafkaClient: { shown: '3.9' } })
  })

  it('reports what is not there, at its place', () => {
    expect(said('extends: ./nowhere.yaml')).toEqual(['./nowhere.yaml | There is no file ./nowhere.yaml here, or it lies outside of the workspace'])
    expect(said('extends: /etc/passwd')).toEqual(['/etc/passwd | There is no file /etc/passwd here, or it lies outside of the workspace'])
    expect(said('extends: recomended')).toEqual(['recomended | There is no preset recomended; did you mean recommended?'])
    expect(said('extends: mine')).toEqual(['mine | There is no preset mine; it can be recommended, strict, all, or the path of a file such as ./base.yaml'])
  })
})

describe('what is wrong is said at its place', () => {
  const cases: Readonly<Record<string, readonly [text: string, ...said: string[]]>> = {
    'a key nobody knows': ['overides: []', 'overides | There is no key overides; did you mean overrides?'],
    'a key far from all': ['colour: red', 'colour | There is no key colour; it can be extends, kafka, spark, librdkafka, environment, ignore, rules, facts, overrides'],
    'a rule nobody knows': ['rules: { acks-onne: off }', 'acks-onne | There is no rule acks-onne; did you mean acks-one?'],
    'a rule that cannot be set': ['rules: { config-problem: off }', 'config-problem | config-problem speaks of Weir itself and cannot be set'],
    'a severity of another tool': ['rules: { acks-one: warn }', 'warn | There is no severity warn; did you mean warning?'],
    'a boolean for a severity': ['rules: { acks-one: false }', 'false | There is no severity false; did you mean off?'],
    'a severity nobody knows': ['rules: { acks-one: fatal }', 'fatal | There is no severity fatal; it can be error, warning, info, hint, off'],
    'no severity': ['rules: { acks-one: }', 'acks-one | Expected a severity (error, warning, info, hint, off), or { severity: …, and options }'],
    'an option nobody knows': ['rules: { session-short: { minimun: 2s } }', 'minimun | session-short has no option minimun; did you mean minimum?'],
    'an option without its unit': ['rules: { session-short: { minimum: 2 } }', '2 | minimum: expected a time with a unit, such as 2s'],
    'an option of another shape': ['rules: { session-short: { names: a } }', 'a | names: expected a list of texts'],
    'rules as a list': ['rules: [acks-one]', '[acks-one] | Expected rules such as acks-one: off'],
    'a fact nobody knows': ['facts: { worst-lagg: 1h }', 'worst-lagg | There is no fact worst-lagg; did you mean worst-lag?'],
    'a fact without its unit': ['facts: { worst-lag: 12 }', '12 | worst-lag needs a value with a unit, such as 12h'],
    'no release': ['kafka: new', 'new | kafka needs a release such as "3.7", a range such as "2.8..3.9", or { client: "3.7", broker: "4.1" }'],
    'a range the wrong way round': ['kafka: 3.9..2.8', '3.9..2.8 | kafka needs a release such as "3.7", a range such as "2.8..3.9", or { client: "3.7", broker: "4.1" }'],
    'a list of releases': ['spark: [3.5]', '[3.5] | spark needs a release such as "3.5", or a range such as "3.3..4.0"'],
    'a part nobody knows': ['kafka: { clinet: "3.7" }', 'clinet | kafka has no part clinet; did you mean client?'],
    'an environment nobody knows': ['environment: prod', 'prod | There is no environment prod; it can be production, development'],
    'a pattern that leaves the folder': ['ignore: ["../x/**"]', '"../x/**" | A pattern cannot leave the folder of weir.yaml'],
    'a pattern from the root': ['ignore: ["/x/**"]', '"/x/**" | A pattern is relative to the folder of weir.yaml, without a leading slash'],
    'a pattern in the spelling of Windows': [String.raw`ignore: ['deploy\dev\**']`, String.raw`'deploy\dev\**' | Folders are parted by /, not by a backslash`],
    'an empty pattern': ['ignore: [""]', '"" | An empty pattern matches nothing'],
    'a map for a pattern': ['ignore: [{ a: b }]', '{ a: b } | Expected a list of patterns such as ["deploy/dev/**"]'],
    'overrides as a map': ['overrides: { files: [a] }', '{ files: [a] } | Expected a list of overrides'],
    'an override of nothing': ['overrides: [{ environment: production }]', '{ environment: production } | This holds for nothing: name files, topics or groups'],
    'a key nobody knows in an override': ['overrides: [{ files: [a], fact: { worst-lag: 1h } }]', 'fact | An override has no key fact; did you mean facts?'],
    'a release for a topic': [
      'overrides: [{ topics: [a], kafka: "3.7" }]',
      'kafka | kafka holds for whole files: put it into an override that names files, without topics and groups',
    ],
    'patterns to ignore in an override': ['overrides: [{ files: [a], ignore: [b] }]', '[b] | ignore is true or false here: the patterns stand in files'],
    'a key written twice': ['kafka: "3.7"\nkafka: "3.9"', 'kafka | kafka is written twice: what stands further down holds'],
    'a text for the whole': ['hello', 'hello | Expected keys such as kafka: "3.7"'],
  }
  for (const [name, [text, ...expected]] of Object.entries(cases)) it(name, () => expect(said(text)).toEqual(expected))

  it('a release beyond the catalogue is a warning, and holds as far as it goes', () => {
    const config = read('kafka: "99.1"')
    expect(config.sources[0]?.findings).toMatchObject([
      { rule: 'config-problem', severity: 'warning', message: expect.stringMatching(/^Weir knows Kafka 2\.8 to \d.*: 99\.1 is judged as the nearest of these$/) as unknown },
    ])
    expect(configFor(config, 'x').config.target.kafkaClient?.shown).toBe('99.1')
  })

  it('everything else goes on to hold', () => {
    const config = read('kafka: nonsense\nrules: { nonsense: off, acks-one: error }\nfacts: { worst-lag: 1, recovery: 2h }\n')
    expect(config.sources[0]?.findings).toHaveLength(3)
    const holds = configFor(config, 'x').config
    expect(holds.rules.severity).toMatchObject({ 'acks-one': 'error' })
    expect(Object.keys(holds.facts)).toEqual(['recovery'])
  })

  it('what cannot be read as YAML, with a hint for patterns', () => {
    expect(said('kafka: "3.7')).toEqual([expect.stringMatching(/cannot be read as YAML/)])
    for (const pattern of ['**/target/**', '!a/**'])
      expect(said(`ignore: [${pattern}]`), pattern).toEqual([expect.stringMatching(/\| A pattern that begins with \* or ! stands in quotation marks$/)])
    expect(said('ignore: **/target/**')).toEqual(['**/target/** | A pattern that begins with * or ! stands in quotation marks'])
    expect(said('kafka: "{{ .Values.kafka }}"').join()).toMatch(/nobody fills in templates/)
    expect(said('<<<<<<< ours\nkafka: "3.7"\n=======\nkafka: "3.9"\n>>>>>>> theirs\n')[0]).toMatch(/cannot be read as YAML/)
  })

  it('names that every object has are no keys of ours', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const text = [
        `${name}: x`,
        `kafka: { ${name}: "3.7" }`,
        `facts: { ${name}: 1h, peak-rate: 5/${name} }`,
        `rules: { ${name}: off, session-short: { ${name}: 2s }, acks-one: ${name} }`,
        `overrides: [{ files: [a], ${name}: 1 }]`,
      ].join('\n')
      expect(said(text), name).toHaveLength(8)
    }
  })

  it('a suggestion is a fix', () => {
    const text = 'rules: { acks-onne: warn }\n'
    const [source] = read(text).sources
    const edits = source?.findings.flatMap((f) => f.fixes.flatMap((x) => x.edits() as { start: number; end: number; text: string }[])) ?? []
    expect(applyEdits(text, edits)).toBe('rules: { acks-one: warn }\n')
  })

  it('bombs and circles do not hang', () => {
    const bomb = `a: &a [x,x]\n${'bcdefghijklmnop'
      .split('')
      .map(
        (k, i) =>
          `${k}: &${k} [${Array(9)
            .fill(`*${'abcdefghijklmno'[i] ?? 'a'}`)
            .join(',')}]`,
      )
      .join('\n')}\nignore: *p\n`
    expect(said(bomb).length).toBeGreaterThan(0)
    expect(said('overrides: &a [*a]\nignore: &b [*b]\n').length).toBeGreaterThan(0)
    expect(said(`ignore: ${'['.repeat(5000)}`).length).toBeGreaterThan(0)
  })
})

describe('the schema', () => {
  const schema = configSchema(rules) as { properties: object; definitions: Readonly<Record<string, { properties: Readonly<Record<string, unknown>> }>> }

  it('has the keys that are read, and no others', () => {
    expect(Object.keys(schema.properties)).toEqual(Object.keys(TOP_KEYS))
    expect(Object.keys(schema.definitions['override']?.properties ?? {})).toEqual(Object.keys(OVERRIDE_KEYS))
    expect(Object.keys(schema.definitions['facts']?.properties ?? {})).toEqual(Object.keys(FACTS))
    const ids = Object.keys(schema.definitions['rules']?.properties ?? {})
    expect(ids.slice(0, rules.length)).toEqual(rules.map((r) => r.id))
    for (const id of ids) expect(said(`rules: { ${id}: off }`), id).toEqual([])
    expect(ids).not.toContain('config-problem')
  })

  it('describes options with their defaults', () => {
    expect(JSON.stringify(schema.definitions['rules']?.properties['session-short'])).toContain('"minimum":{"description":"The least. Default: 1 s.","type":"string"')
  })
})

describe('the key of a configuration', () => {
  const base = 'kafka: "3.7"\nrules: { session-short: { minimum: 2s } }\nfacts: { worst-lag: 1h }\noverrides:\n  - { topics: [a], facts: { worst-lag: 2h } }\n'
  const keyOf = (text: string) => at(text).config.key

  it('is the same for the same', () => expect(keyOf(base)).toBe(keyOf(`# comment\n${base}`)))

  const changes: readonly (readonly [string, string])[] = [
    ['3.7', '3.9'],
    ['2s', '3s'],
    ['worst-lag: 1h', 'worst-lag: 3h'],
    ['worst-lag: 2h', 'worst-lag: 4h'],
    ['[a]', '[b]'],
    ['topics', 'groups'],
    ['kafka: "3.7"', 'kafka: "3.7"\nenvironment: development'],
    ['minimum: 2s', 'severity: off'],
    ['facts: { worst-lag: 2h }', 'rules: { acks-one: off }'],
    ['facts: { worst-lag: 2h }', 'environment: development'],
  ]
  for (const [from, to] of changes)
    it(`is another one with ${to} for ${from}`, () => {
      expect(base).toContain(from)
      expect(keyOf(base.replace(from, to))).not.toBe(keyOf(base))
    })

  it('is another one under a flag, which is the strongest', () => {
    const { config } = at(base)
    const flagged = withTarget(config, targetOf(['kafkaClient'], '4.1', '--kafka'))
    expect([flagged.target.kafkaClient?.because, flagged.target.kafkaBroker?.because]).toEqual(['--kafka', 'weir.yaml'])
    expect(flagged.key).not.toBe(config.key)
    expect(withTarget(config, {})).toBe(config)
  })
})
