import type { Change } from '../components/change.ts'
import { writeAll } from '../components/change.ts'
import type { Component } from '../components/component.ts'
import type { Known } from '../components/settings.ts'
import { plainKey } from '../catalogue/kinds.ts'
import { recordOf } from '../catalogue/lookup.ts'
import { showMillis } from '../catalogue/units.ts'
import { showValue } from '../catalogue/values.ts'
import { Secret } from '../text/secret.ts'
import type { Span } from '../text/span.ts'
import type { AnySaid, Candidate, Rule, Severity } from './define-rule.ts'
import { milder, type OfferedFix, type Related } from './finding.ts'
import type { Circumstances } from './resolve.ts'

/** Which comments beside it make advice of a finding, or nothing at all. A rule about keys as such heeds none: of course they name the key. */
export interface HeededComments {
  readonly heeds: 'names and reasons' | 'reasons' | 'none'
  readonly answeredBy?: RegExp
}
const heeded = ({ needs, doubtsComments, answeredBy }: Rule): HeededComments => ({
  heeds: 'keys' in needs ? 'none' : doubtsComments ? 'reasons' : 'names and reasons',
  ...(answeredBy ? { answeredBy } : {}),
})

/** A finding before it is graded: spans count in the part. */
export interface Draft extends Span {
  readonly rule: string
  readonly messageId: string
  readonly scenario?: number
  readonly severity: Severity
  readonly message: string
  readonly key?: string
  readonly related: readonly Related[]
  readonly fixes: readonly OfferedFix[]
  readonly component: Component
  readonly supersedes: readonly string[]
  /** The class itself refuses: no silence lowers it. */
  readonly refusal: boolean
  /** The placeholder whose default was taken, if one was. */
  readonly assumed?: string
  /** Facts that it rests on and that the file does not show, with where they are stated. */
  readonly factsFrom?: string
  /** Something that it rests on differs between releases. */
  readonly versioned: boolean
  readonly comments: HeededComments
}

interface Place extends Span {
  readonly key?: string
  readonly about?: Known<unknown>
}

/** What a rule said, with its place: the first candidate that the user wrote; nothing, if he wrote none of it. */
export function draftOf(rule: Rule, messageId: string, said: AnySaid, got: Readonly<Record<string, unknown>>, c: Circumstances): Draft | undefined {
  const needs = Object.keys(rule.needs).map((name) => got[name])
  const candidates = said.at ?? needs.filter(isCandidate)
  const [first, ...others] = candidates.flatMap((candidate) => placesOf(candidate)).map((place) => spelt(place, c.component))
  const onFact = needs.some((n) => isKnown(n) && n.origin === 'explicit' && n.key in c.facts)
  if (!first && !onFact && !rule.speaksOnDefaults) return undefined
  const severity = severityOf(said.severity ?? rule.severity, first !== undefined || onFact)
  const knowns = [...Object.values(got), ...candidates].filter(isKnown)
  const assumed = knowns.flatMap(withCauses).find((k) => k.assumed !== undefined)?.assumed
  const key = said.key ?? first?.key
  return {
    rule: rule.id,
    messageId,
    scenario: rule.scenario,
    severity,
    message: messageOf(rule, messageId, said.data),
    ...(key === undefined ? {} : { key }),
    ...spanOf(first ?? c.component.at),
    related: others.filter((o) => o.start !== first?.start).map(relatedOf(c.component, said.beside)),
    fixes: (said.fixes ?? []).map(({ title, safety, changes }) => offered(title, safety, changes, c.component)),
    component: c.component,
    supersedes: [...(rule.supersedes ?? []), ...(said.supersedes ?? [])],
    refusal: said.refusal ?? (rule.proof === 'refusal' && severity === 'error'),
    ...(assumed === undefined ? {} : { assumed }),
    ...factsElsewhere(needs.filter(isKnown), c),
    versioned: asksForRelease(rule) || knowns.flatMap(withCauses).some((k) => k.versioned && !k.written),
    comments: heeded(rule),
  }
}

/** Where nobody wrote a thing, it is advice at most. */
const severityOf = (stated: Severity, isWritten: boolean): Severity => (isWritten ? stated : milder('info', stated))

const asksForRelease = ({ plan }: Rule): boolean => plan.some(({ need }) => typeof need !== 'string' && (need.need === 'version' || need.need === 'release'))

/** What a rule rests on besides the file's own text. */
function factsElsewhere(needs: readonly Known<unknown>[], { facts }: Circumstances): { readonly factsFrom?: string } {
  const hidden = needs.filter((n) => n.key in facts && !n.written)
  const from = hidden[0]?.because
  return from === undefined ? {} : { factsFrom: `${hidden.map((n) => n.key).join(', ')} stated in ${from}` }
}

function messageOf(rule: Rule, id: string, data: unknown): string {
  const message = rule.messages[id]
  if (!message) throw new Error(`the rule ${rule.id} has no message ${id}`)
  return message(data)
}

const offered = (title: string, safety: OfferedFix['safety'], changes: readonly Change[], component: Component): OfferedFix => ({
  title,
  safety,
  edits: () => writeAll((change) => component.write(change), changes),
})

const isObject = (x: unknown): x is object => typeof x === 'object' && x !== null
const isKnown = (x: unknown): x is Known<unknown> => isObject(x) && 'state' in x && x.state === 'known'
const isCandidate = (x: unknown): x is Candidate => isObject(x) && ('state' in x || ('start' in x && 'end' in x))
const withCauses = (k: Known<unknown>): Known<unknown>[] => [k, ...k.causes.flatMap(withCauses)]

/** Where the user wrote what this candidate says; a derived setting was written where its causes were. */
function placesOf(candidate: Candidate | undefined): Place[] {
  if (!candidate) return []
  if (!('state' in candidate)) return [{ start: candidate.start, end: candidate.end }]
  if (candidate.state === 'present') return candidate.written ? [{ ...spanOf(candidate.written.text), key: candidate.key }] : []
  const { written, key } = candidate
  if (!written) return candidate.causes.flatMap(placesOf)
  const span = written.text.end > written.text.start ? written.text : written.key
  return candidate.origin === 'framework' ? [] : [{ ...spanOf(span), key, about: candidate }]
}
const spanOf = ({ start, end }: Span): Span => ({ start, end })

/** What a broker says for all topics stands under names of its own: comments, suppressions and people speak of those. */
const spelt = (place: Place, { ofBroker }: Component): Place => (ofBroker && place.about?.written ? { ...place, key: place.about.written.key.text } : place)

const relatedOf =
  (component: Component, beside: string | undefined) =>
  ({ start, end, key, about }: Place): Related => ({
    start,
    end,
    message: key === undefined ? (beside ?? 'together with this') : about ? `${plainKey(component.kind, key)} is ${shown(component, about)}` : plainKey(component.kind, key),
  })

function shown(component: Component, { key, value, written, origin }: Known<unknown>): string {
  if (value instanceof Secret || written?.text instanceof Secret) return Secret.MARK
  // The broker's key may count hours: the duration is right under each name.
  if (component.ofBroker && typeof value === 'number' && recordOf(component.kind, key)?.unit === 'ms') return showMillis(value)
  return origin === 'explicit' && !recordOf(component.kind, key) ? 'stated here' : showValue(recordOf(component.kind, key), value)
}
