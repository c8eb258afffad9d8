import type { StatedFacts } from '../components/facts.ts'
import { mergeTargets, type Target } from '../components/target.ts'
import { OVERRIDE_KEYS, TOP_KEYS } from './config-keys.ts'
import { ConfigText, type Entry } from './config-text.ts'
import { readEnvironment, readFacts, readGlobs, readRules, readTarget } from './config-values.ts'
import { PRODUCT_NAMES } from './products.ts'
import type { Rule } from './define-rule.ts'
import { mergeRules, NO_RULES, type ComponentOverride, type Environment, type FileConfig, type RuleSettings } from './file-config.ts'
import type { Finding } from './finding.ts'
import type { Globs } from './globs.ts'
import { isPreset, presetRules, PRESETS, type Preset } from './presets.ts'

/** What the top of a file and each of its overrides can say alike. */
interface Stated {
  readonly target: Partial<Target>
  readonly facts: StatedFacts
  readonly environment?: Environment
  readonly rules: RuleSettings
}
interface Override extends Stated {
  readonly files?: Globs
  readonly topics?: Globs
  readonly groups?: Globs
  readonly ignore?: boolean
}

/** One file that has a say, and what is wrong in it. Spans count in its text. */
export interface ConfigSource {
  readonly path: string
  readonly text: string
  readonly findings: readonly Finding[]
}

/** A `weir.yaml` with all that it extends, read once; `configFor` says what holds for one file. */
export interface WorkspaceConfig extends Stated {
  readonly preset: Preset
  readonly ignore: readonly Globs[]
  readonly overrides: readonly Override[]
  /** The file itself first, then what it extends. */
  readonly sources: readonly ConfigSource[]
}

export interface ConfigHost {
  readonly rules: readonly Rule[]
  /** The text of a file that `extends` names; nothing where it is not there, or outside of what the host lets be read. */
  read(path: string): string | undefined
}

/** Reads a `weir.yaml`. Nothing throws: what cannot be used is left out and stands among the findings, at its place. `path` is with `/`. */
export function readConfig(text: string, path: string, host: ConfigHost): WorkspaceConfig {
  const byId = new Map(host.rules.map((r) => [r.id, r]))
  const read = readSource(text, path, { ...host, byId }, [])
  return { ...read, rules: mergeRules(presetRules(read.preset, host.rules), read.rules) }
}

interface Context extends ConfigHost {
  readonly byId: ReadonlyMap<string, Rule>
}

function readSource(source: string, path: string, context: Context, chain: readonly string[]): WorkspaceConfig {
  const text = new ConfigText(path.slice(path.lastIndexOf('/') + 1), source)
  const entries = new Map<string, Entry>()
  for (const e of text.entries(text.root, 'keys such as kafka: "3.7"')) {
    if (Object.hasOwn(TOP_KEYS, e.key.text)) entries.set(e.key.text, e)
    else text.unknown('There is no key', e.key, Object.keys(TOP_KEYS))
  }
  const base = baseOf(entries.get('extends'), text, path, context, [...chain, path])
  const own = stated(text, entries, context.byId)
  const ignore = entries.get('ignore')
  return {
    ...joined(base, own),
    preset: base.preset,
    ignore: [...base.ignore, ...(ignore ? [readGlobs(text, ignore, 'paths')] : [])],
    overrides: [...base.overrides, ...overridesOf(text, entries.get('overrides'), context.byId)],
    sources: [{ path, text: source, findings: text.said }, ...base.sources],
  }
}

const NOTHING: WorkspaceConfig = { preset: 'recommended', target: {}, facts: {}, rules: NO_RULES, ignore: [], overrides: [], sources: [] }

function baseOf(entry: Entry | undefined, text: ConfigText, path: string, context: Context, chain: readonly string[]): WorkspaceConfig {
  if (!entry) return NOTHING
  const named = text.word(entry.value)
  if (!named) text.problem(entry.at, `extends is ${PRESETS.join(', ')} or the path of another configuration file`)
  else if (isPreset(named.text)) return { ...NOTHING, preset: named.text }
  else if (!/[/\\]|\.ya?ml$/i.test(named.text)) text.unknown('There is no preset', named, PRESETS, ', or the path of a file such as ./base.yaml')
  else return extended(named.text, entry, text, path, context, chain)
  return NOTHING
}

function extended(named: string, { at }: Entry, text: ConfigText, path: string, context: Context, chain: readonly string[]): WorkspaceConfig {
  const target = resolvePath(path, named)
  if (target !== undefined && chain.includes(target)) text.problem(at, `This goes in a circle: ${[...chain, target].map(nameOf).join(' → ')}`)
  else {
    const found = target === undefined ? undefined : context.read(target)
    if (target !== undefined && found !== undefined) return readSource(found, target, context, chain)
    text.problem(at, `There is no file ${named} here, or it lies outside of the workspace`)
  }
  return NOTHING
}
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A path beside the file that names it; nothing for one that does not stay relative. */
function resolvePath(from: string, named: string): string | undefined {
  if (/^(?:\/|[a-z]:)/i.test(named) || named.includes('\\')) return undefined
  const steps = from.split('/').slice(0, -1)
  for (const step of named.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..' && steps.at(-1) !== '') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

function stated(text: ConfigText, entries: ReadonlyMap<string, Entry>, rules: ReadonlyMap<string, Rule>): Stated {
  const read = <T>(key: string, by: (entry: Entry) => T): T | undefined => {
    const entry = entries.get(key)
    return entry && by(entry)
  }
  const environment = read('environment', (e) => readEnvironment(text, e))
  return {
    target: mergeTargets(...PRODUCT_NAMES.map((product) => read(product, (e) => readTarget(text, e, product)) ?? {})),
    facts: read('facts', (e) => readFacts(text, e)) ?? {},
    rules: read('rules', (e) => readRules(text, e, rules)) ?? NO_RULES,
    ...(environment ? { environment } : {}),
  }
}

/** Two statements, the stronger one behind. */
function joined(weaker: Stated, stronger: Stated): Stated {
  const environment = stronger.environment ?? weaker.environment
  return {
    target: mergeTargets(stronger.target, weaker.target),
    facts: { ...weaker.facts, ...stronger.facts },
    rules: mergeRules(weaker.rules, stronger.rules),
    ...(environment ? { environment } : {}),
  }
}

function overridesOf(text: ConfigText, entry: Entry | undefined, rules: ReadonlyMap<string, Rule>): Override[] {
  return entry
    ? text.items(entry, 'a list of overrides').flatMap(({ node, at }) => overrideOf(text, text.entries(node, 'an override with files, topics or groups'), at, rules))
    : []
}

function overrideOf(text: ConfigText, list: readonly Entry[], at: Entry['at'], rules: ReadonlyMap<string, Rule>): Override[] {
  if (list.length === 0) return []
  for (const e of list) if (!Object.hasOwn(OVERRIDE_KEYS, e.key.text)) text.unknown('An override has no key', e.key, Object.keys(OVERRIDE_KEYS))
  const entries = new Map(list.map((e) => [e.key.text, e]))
  const named = ['topics', 'groups'].flatMap((k) => entries.get(k) ?? [])
  if (!entries.has('files') && named.length === 0) text.problem(at, 'This holds for nothing: name files, topics or groups')
  for (const key of [...PRODUCT_NAMES, 'ignore']) {
    const entry = entries.get(key)
    if (entry && named.length > 0) text.problem(entry.key, `${key} holds for whole files: put it into an override that names files, without topics and groups`)
  }
  const [files, topics, groups] = (['files', 'topics', 'groups'] as const).map((k) => {
    const found = entries.get(k)
    return found && readGlobs(text, found, k === 'files' ? 'paths' : 'names')
  })
  const ignore = ignoreOf(text, entries.get('ignore'))
  return [
    { ...stated(text, entries, rules), ...(files ? { files } : {}), ...(topics ? { topics } : {}), ...(groups ? { groups } : {}), ...(ignore === undefined ? {} : { ignore }) },
  ]
}

function ignoreOf(text: ConfigText, entry: Entry | undefined): boolean | undefined {
  if (!entry) return undefined
  const word = text.word(entry.value)?.text
  if (word !== 'true' && word !== 'false') text.problem(entry.at, 'ignore is true or false here: the patterns stand in files')
  return word === 'true' ? true : word === 'false' ? false : undefined
}

/** What holds for one file, by its path from the folder of `weir.yaml`, with `/`. */
export function configFor(config: WorkspaceConfig, relativePath: string): { readonly config: FileConfig; readonly ignored: boolean } {
  const matching = config.overrides.filter((o) => !o.files || o.files.matches(relativePath))
  const whole = matching.filter((o) => !o.topics && !o.groups && o.files)
  const { target, facts, rules, environment } = whole.reduce<Stated>(joined, config)
  const parts = matching.flatMap(componentOverrides)
  const ignored = whole.reduce(
    (held, o) => o.ignore ?? held,
    config.ignore.some((g) => g.matches(relativePath)),
  )
  const key = JSON.stringify([target, facts, environment, rules, parts.map(({ patterns, ...o }) => [patterns, o])])
  return { config: { target, facts, rules, overrides: parts, key, ...(environment ? { environment } : {}) }, ignored }
}

function componentOverrides({ topics, groups, facts, rules, environment }: Override): (ComponentOverride & { readonly patterns: readonly string[] })[] {
  const named = [
    ['topic', topics],
    ['consumer', groups],
  ] as const
  return named.flatMap(([kind, globs]) =>
    globs ? [{ kind, matches: (name: string) => globs.matches(name), patterns: globs.patterns, facts, rules, ...(environment ? { environment } : {}) }] : [],
  )
}
