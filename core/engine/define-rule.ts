import type { AnyKeyOf, Kind, KeyOf, Line, ValueOf } from '../catalogue/kinds.ts'
import type { KeyRecord } from '../catalogue/record.ts'
import type { Change } from '../components/change.ts'
import type { StrayField, Value } from '../components/component.ts'
import type { DStreams } from '../components/dstreams.ts'
import type { FactName, Facts } from '../components/facts.ts'
import type { Column, Operator, Query } from '../components/query.ts'
import type { Known } from '../components/settings.ts'
import type { Span } from '../text/span.ts'
import type { Version } from '../text/version.ts'
import { defaultsOf, type OptionSpec, type OptionsOf } from './options.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

/* ── what a rule may ask for: a key by its name must be known; the words below say otherwise ── */

interface KeyNeed<Key extends string, Mode extends string, Or = undefined> {
  readonly need: 'key'
  readonly key: Key
  readonly mode: Mode
  readonly or?: Or
}
interface PresentNeed<Key extends string = string, Must extends boolean = boolean> {
  readonly need: 'present'
  readonly key: Key
  readonly must: Must
}
interface FactNeed<F extends FactName = FactName, Must extends boolean = boolean> {
  readonly need: 'fact'
  readonly fact: F
  readonly must: Must
}
interface VersionNeed<V extends string = string> {
  readonly need: 'version'
  readonly line: Line
  readonly at: readonly V[]
}
interface PlainNeed<What extends string> {
  readonly need: What
}

/** Absent is fine (`undefined`), unknown is not: the rule does not run. */
export const optional = <const Key extends string>(key: Key): KeyNeed<Key, 'optional'> => ({ need: 'key', key, mode: 'optional' })
/** Neither absent nor unknown stops the rule: `undefined` says that nothing may be concluded from this key. */
export const maybe = <const Key extends string>(key: Key): KeyNeed<Key, 'maybe'> => ({ need: 'key', key, mode: 'maybe' })
/** What the user wrote, and nothing else: `undefined` where it is left to a default or to the class; unknown stops the rule. */
export const stated = <const Key extends string>(key: Key): KeyNeed<Key, 'stated'> => ({ need: 'key', key, mode: 'stated' })
/** Where the target does not know the key or has no default for it. */
export const otherwise = <const Key extends string, const Or>(key: Key, or: Or): KeyNeed<Key, 'or', Or> => ({ need: 'key', key, mode: 'or', or })
/** The key is set, whatever its value: a placeholder is enough. Where it is not, the rule does not run. */
export const present = <const Key extends string>(key: Key): PresentNeed<Key, true> => ({ need: 'present', key, must: true })
/** As `present`; `undefined` where the key is not set. */
export const presentIfSet = <const Key extends string>(key: Key): PresentNeed<Key, false> => ({ need: 'present', key, must: false })
/** A fact that somebody stated; without it the rule does not run. */
export const fact = <const F extends FactName>(name: F): FactNeed<F, true> => ({ need: 'fact', fact: name, must: true })
export const factIfStated = <const F extends FactName>(name: F): FactNeed<F, false> => ({ need: 'fact', fact: name, must: false })
/** The version judged for. The rule can compare it with the named releases and no others, so the engine knows where the verdict may flip. */
export const versionOf = <const V extends string>(line: Line, ...at: V[]): VersionNeed<V> => ({ need: 'version', line, at })
/** Source, operators and sink; a component without them stops the rule. */
export const query = (): PlainNeed<'query'> => ({ need: 'query' })
export const queryIfSeen = (): PlainNeed<'maybe-query'> => ({ need: 'maybe-query' })
/** A job of the older engine, DStreams; a component without one stops the rule. */
export const dstreams = (): PlainNeed<'dstreams'> => ({ need: 'dstreams' })
/** Everything that was written, in order: for rules about keys as such. */
export const everyKey = (): PlainNeed<'every-key'> => ({ need: 'every-key' })
/** Of what was written the keys that not every release knows, or that some release calls deprecated; where there are none the rule does not run. */
export const keysWithHistory = (): PlainNeed<'keys-with-history'> => ({ need: 'keys-with-history' })
/** The release judged for, of the component's own line. Only for rules that look keys up: they say nothing of releases themselves. */
export const release = (): PlainNeed<'release'> => ({ need: 'release' })
/** What the component is: its kind, name, and fields of its file that nobody reads. */
export const identity = (): PlainNeed<'identity'> => ({ need: 'identity' })

/** Names of files' own are compared as they are. */
export interface Identity {
  readonly kind: Kind
  readonly name: string | undefined
  readonly strayFields: readonly StrayField[]
  /** The file does not show for certain that it is this kind of component and no other one. */
  readonly uncertain: boolean
  /** The kind of component that makes this one: a producer inside an application of Kafka Streams. */
  readonly within: Kind | undefined
  /** The file shows that it is a test: for what is silent there, where others are only lowered. */
  readonly isTest: boolean
  /** No topic, but what a broker says for all that say nothing themselves. */
  readonly ofBroker: boolean
  /** The Kafka client inside a source or a sink of Spark. */
  readonly inSpark: boolean
  /** Where findings about something missing go. */
  readonly place: Span
}
export interface WrittenKey {
  readonly key: string
  /** What the catalogue says of the key for this kind of component; nothing of keys that it does not have. */
  readonly record: KeyRecord | undefined
  /** The winner of its layer, and what it shadows there, last written first. */
  readonly value: Value
  readonly repeats: readonly Value[]
  readonly origin: 'explicit' | 'inherited'
  /** Something stronger stands in its place in that release, be it of the framework: the class never sees this value. */
  readonly overruled: boolean
  /** The layer may hold more than is seen (a template with branches): repeats prove nothing. */
  readonly open: boolean
  /** Of several, the last one holds; otherwise readers of the format differ. */
  readonly lastWins: boolean
  /** Without it something else may hold than the default: a weaker layer or the framework has the key, or may have it. */
  readonly covers: boolean
}
/** A key of which the catalogue has a record. */
export interface KnownKey extends WrittenKey {
  readonly record: KeyRecord
}
export interface At<V extends string> {
  atLeast(release: V): boolean
}
/** A key that is set, its value perhaps not known. */
export interface Present {
  readonly state: 'present'
  readonly key: string
  readonly written?: Value
}

/** What is got for a plain word. */
interface Plain {
  readonly query: Query
  readonly 'maybe-query': Query | undefined
  readonly dstreams: DStreams
  readonly 'every-key': readonly WrittenKey[]
  readonly 'keys-with-history': readonly KnownKey[]
  readonly release: Version
  readonly identity: Identity
}
type PlainWord = keyof Plain
export type Need<K extends Kind> = KeyOf<K> | KeyNeed<AnyKeyOf<K>, string, unknown> | PresentNeed<AnyKeyOf<K>> | FactNeed | VersionNeed | PlainNeed<PlainWord>
export type Needs<K extends Kind> = Readonly<Record<string, Need<K>>>

type GotOne<K extends Kind, N> =
  N extends KeyNeed<infer Key, infer Mode, infer _>
    ? Known<ValueOf<K, Key>> | (Mode extends 'or' ? never : undefined)
    : N extends PresentNeed<string, infer Must>
      ? Present | (Must extends true ? never : undefined)
      : N extends FactNeed<infer F, infer Must>
        ? Known<Facts[F]> | (Must extends true ? never : undefined)
        : N extends VersionNeed<infer V>
          ? At<V>
          : N extends PlainNeed<infer Word extends PlainWord>
            ? Plain[Word]
            : N extends KeyOf<K>
              ? Known<ValueOf<K, N>>
              : never
export type Got<K extends Kind, N> = { readonly [P in keyof N]: GotOne<K, N[P]> }

/* ── what a rule says ── */

/** A change whose key and value fit the kind: a misspelt key or a value that the key cannot have does not compile. */
export type ChangeOf<K extends Kind> =
  { [Key in AnyKeyOf<K>]: { readonly do: 'set'; readonly key: Key; readonly value: ValueOf<K, Key> } }[AnyKeyOf<K>] | Exclude<Change, { do: 'set' }>
/** Of a key that was found in the file rather than named by the rule: what it may have is the catalogue's business. */
interface SetFound {
  readonly do: 'set'
  readonly key: string
  readonly value: string | number | boolean
  readonly found: true
}
export interface Fix<C = Change> {
  readonly title: string
  /** `safe`: what was refused starts, or behaviour stays; `unsafe`: right, but it changes behaviour. */
  readonly safety: 'safe' | 'unsafe'
  readonly changes: readonly C[]
}
export const set = <const Key extends string, const V>(key: Key, value: V): { do: 'set'; key: Key; value: V } => ({ do: 'set', key, value })
export const setFound = ({ key }: WrittenKey, value: string | number | boolean): SetFound => ({ do: 'set', key, value, found: true })
export const remove = (key: string, at?: Span): { do: 'remove'; key: string; at?: Span } => ({ do: 'remove', key, ...(at ? { at } : {}) })
export const rename = (at: Span, to: string, value?: string | number): { do: 'rename'; at: Span; to: string; value?: string | number } => ({
  do: 'rename',
  at,
  to,
  ...(value === undefined ? {} : { value }),
})
export const comment = (text: string): { do: 'comment'; text: string } => ({ do: 'comment', text })
export const insertOperator = (before: Operator, call: string, ...args: string[]): { do: 'insertOperator'; before: Operator; call: string; args: string[] } => ({
  do: 'insertOperator',
  before,
  call,
  args,
})
export const renameOperator = (operator: Operator, to: string): { do: 'renameOperator'; operator: Operator; to: string } => ({ do: 'renameOperator', operator, to })
export const nameColumn = (column: Column): { do: 'nameColumn'; column: Column } => ({ do: 'nameColumn', column })
export const safe = <const C extends readonly object[]>(title: string, ...changes: C): Fix<C[number]> => ({ title, safety: 'safe', changes })
export const unsafe = <const C extends readonly object[]>(title: string, ...changes: C): Fix<C[number]> => ({ title, safety: 'unsafe', changes })

/** Candidates for the squiggle: the first that the user wrote wins. A setting stands for its value, a derived one for its causes. */
export type Candidate = Known<unknown> | Present | Span
export type Messages = Readonly<Record<string, (data: never) => string>>
export interface Said<K extends Kind, M extends Messages, Id extends keyof M> {
  readonly data: Parameters<M[Id]>[0]
  readonly at?: readonly (Candidate | undefined)[]
  /** What the further places of `at` are, in words. */
  readonly beside?: string
  /** The canonical key that the finding is about, where the place alone does not say it. */
  readonly key?: string
  readonly severity?: Severity
  /** Whether this branch is one that the class refuses; as the rule's `proof` says where it is left out. */
  readonly refusal?: boolean
  /** Besides what the rule supersedes anyway: rules that this branch makes superfluous. */
  readonly supersedes?: readonly string[]
  readonly fixes?: readonly (Fix<ChangeOf<K>> | Fix<SetFound>)[]
}
export type Report<K extends Kind, M extends Messages> = <Id extends keyof M & string>(message: Id, said: Said<K, M, Id>) => void

/** A file that a rule page shows and a test runs: `bad` must give findings of the rule, `good` none. */
export interface Example {
  readonly about?: string
  readonly file: string
  readonly text: string
  readonly kafka?: string
  readonly spark?: string
  readonly facts?: Readonly<Partial<Record<FactName, string>>>
  /** Of a bad example: the severity that comes out. */
  readonly severity?: Severity
}

export type OptIn = 'strict' | 'all'

interface Common<K extends Kind, N, G, M, O> {
  /** Names the bad state, in kebab case: reads after "allow". */
  readonly id: string
  readonly summary: string
  /** The incident it belongs to; others that it touches in `also`. */
  readonly scenario: number
  readonly also?: readonly number[]
  readonly component: K | readonly K[]
  readonly severity: Severity
  readonly since: string
  /** The class itself makes this error; the oracle holds exactly these to account. */
  readonly proof?: 'refusal'
  /** What is judged: the index, the candidates for the squiggle, and one of them must come from the user. */
  readonly needs: N
  /** What must hold besides: never underlined, wakes nothing. */
  readonly given?: G
  /** The rule has nothing to say where none of these is written: looked at before anything is worked out. */
  readonly onlyWith?: readonly AnyKeyOf<K>[]
  readonly options?: O
  /** Left out of `extends: recommended`: on from `strict`, or only with `all`. */
  readonly optIn?: OptIn
  /** Speaks where nothing was written; never above advice. */
  readonly speaksOnDefaults?: true
  /** What a comment says of the value is what the rule doubts (`# a week`): naming the key there excuses nothing, a reason does. */
  readonly doubtsComments?: true
  /** A comment beside it that says this has answered the rule: nothing is left to say. */
  readonly answeredBy?: RegExp
  /** Rules that have nothing to add on the same component once this one has spoken; `rule#message` for one branch of a rule. */
  readonly supersedes?: readonly string[]
  readonly messages: M
  /** The best fix that it offers. */
  readonly fix: 'safe' | 'unsafe' | 'none'
  readonly page: { readonly why: string; readonly whatToDo: string; readonly staysSilent: string }
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] }
  readonly sources: readonly string[]
}
export interface RuleSpec<K extends Kind, N extends Needs<K>, G extends Needs<K>, M extends Messages, O extends OptionSpec> extends Common<K, N, G, M, O> {
  lint(got: Got<K, N> & Got<K, G>, report: Report<K, M>, options: OptionsOf<O>): void
}

/** What the engine holds: the same, its types forgotten once they have been checked. */
export type AnyNeed = string | KeyNeed<string, string, unknown> | PresentNeed | FactNeed | VersionNeed | PlainNeed<PlainWord>
export type AnySaid = Omit<Said<Kind, Readonly<Record<string, (data: unknown) => string>>, string>, 'fixes'> & { readonly fixes?: readonly Fix[] }
export interface Rule extends Common<Kind, Readonly<Record<string, AnyNeed>>, Readonly<Record<string, AnyNeed>>, Readonly<Record<string, (data: unknown) => string>>, OptionSpec> {
  readonly kinds: readonly Kind[]
  /** The options where nobody sets them. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** `needs` and `given` in one list, made when the rule is defined: what most often stops the rule comes first. */
  readonly plan: readonly { readonly name: string; readonly need: AnyNeed }[]
  readonly lint: (got: Readonly<Record<string, unknown>>, report: (message: string, said: AnySaid) => void, options: Readonly<Record<string, unknown>>) => void
}

type None = Readonly<Record<never, never>>
export function defineRule<const K extends Kind, const N extends Needs<K>, const M extends Messages, const G extends Needs<K> = None, const O extends OptionSpec = None>(
  spec: RuleSpec<K, N, G, M, O>,
): Rule {
  return planned(spec)
}

/** The one place where a rule's types are forgotten: what `lint` gets is what `plan` says, resolved by the engine. */
function planned(spec: {
  readonly needs: Readonly<Record<string, AnyNeed>>
  readonly given?: Readonly<Record<string, AnyNeed>>
  readonly component: string | readonly string[]
  readonly options?: OptionSpec
}): Rule {
  const kinds = typeof spec.component === 'string' ? [spec.component] : spec.component
  const needs = Object.entries<AnyNeed>({ ...spec.needs, ...spec.given }).map(([name, need]) => ({ name, need }))
  const plan = needs.sort((a, b) => rankOf(a.need) - rankOf(b.need))
  return { ...spec, kinds, plan, defaults: defaultsOf(spec.options) } as unknown as Rule
}

/** Facts are seldom stated and cheap to look up; a key that must be set is looked for before defaults are worked out. */
function rankOf(need: AnyNeed): number {
  if (typeof need === 'string') return 2
  return need.need === 'fact' && need.must ? 0 : need.need === 'present' && need.must ? 1 : 2
}
