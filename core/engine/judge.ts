import { clientInSpark, newest, oldest } from '../catalogue/releases.ts'
import { lineOf, type Line } from '../catalogue/kinds.ts'
import type { Component } from '../components/component.ts'
import type { StatedFacts } from '../components/facts.ts'
import { pointAt, type Point, type Target, type TargetRange } from '../components/target.ts'
import { showVersion, type Version } from '../text/version.ts'
import { fold, placeOf } from './by-version.ts'
import type { Rule } from './define-rule.ts'
import { draftOf, type Draft } from './draft.ts'
import type { RuleSettings } from './file-config.ts'
import { Circumstances, gather } from './resolve.ts'
import { titleOf } from './products.ts'
import { changePoints, type RuleIndex } from './rule-index.ts'
import { supersede } from './supersede.ts'

export interface JudgedDraft extends Draft {
  /** The release that nobody stated and that the verdict hangs on. */
  readonly hangsOn?: string
}

export interface Circle {
  readonly index: RuleIndex
  readonly target: Target
  readonly facts: StatedFacts
  readonly rules: RuleSettings
  /** A crash in one rule is told here, with its stack; the others go on. */
  log(message: string): void
}

/** All that the rules say about one component, over the versions asked. */
export function judge(component: Component, circle: Circle): JudgedDraft[] {
  const rules = circle.index.wakened(component, circle.facts).filter((r) => circle.rules.severity[r.id] !== 'off')
  if (rules.length === 0) return []
  const line = lineOf[component.kind]
  const range = rangeFor(component, circle.target)
  const at = (versions: readonly Version[]): Draft[] =>
    fold(
      versions,
      versions.map((v) => draftsAt(component, rules, circle, pointAt(circle.target, { [line]: v }))),
    )
  const drafts = at(range.from === range.to ? [range.from] : versionsIn(range, component, rules))
  if (!range.assumed || !drafts.some((d) => d.versioned)) return drafts
  return markHanging(drafts, line, at(versionsIn({ from: oldest(line), to: newest(line) }, component, rules)))
}

/** The releases that a component is judged for. A client inside Spark is the one that Spark brings, unless somebody states another. */
export function rangeFor(component: Component, target: Target): TargetRange {
  const own = target[lineOf[component.kind]]
  if (!component.inSpark || !own.assumed) return own
  const client = clientInSpark(target.spark.to)
  return { from: client, to: client, shown: showVersion(client), because: `Spark ${target.spark.shown}`, assumed: target.spark.assumed }
}

function versionsIn({ from, to }: { from: Version; to: Version }, component: Component, rules: readonly Rule[]): Version[] {
  return [...new Set([from, ...changePoints(component, rules).filter((v) => v > from && v <= to)])]
}

/** What does not hold in every release that the catalogue knows hangs on the one that was assumed. */
function markHanging(drafts: readonly Draft[], line: Line, everywhere: readonly Draft[]): JudgedDraft[] {
  const steady = new Set(everywhere.filter((d) => !/^(?:From|Before) \d/.test(d.message)).map(placeOf))
  return drafts.map((d) => (d.versioned && !steady.has(placeOf(d)) ? { ...d, hangsOn: `${titleOf(line)} ${showMinor(newest(line))}` } : d))
}
const showMinor = (v: Version): string => showVersion(v).split('.').slice(0, 2).join('.')

function draftsAt(component: Component, rules: readonly Rule[], circle: Circle, point: Point): readonly Draft[] {
  const circumstances = new Circumstances(component, point, circle.facts)
  const drafts: Draft[] = []
  for (const rule of rules) run(rule, circumstances, circle, drafts)
  return supersede(drafts)
}

function run(rule: Rule, c: Circumstances, { rules, log }: Circle, drafts: Draft[]): void {
  const before = drafts.length
  try {
    const got = gather(rule, c)
    if (!got) return
    rule.lint(
      got,
      (message, said) => {
        const draft = draftOf(rule, message, said, got, c)
        if (draft) drafts.push(draft)
      },
      optionsOf(rule, rules),
    )
  } catch (error) {
    log(`the rule ${rule.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    drafts.splice(before, drafts.length, internalError(rule, c.component))
  }
}

const optionsOf = (rule: Rule, { options }: RuleSettings): Readonly<Record<string, unknown>> => (options[rule.id] ? { ...rule.defaults, ...options[rule.id] } : rule.defaults)

const internalError = (rule: Rule, component: Component): Draft => ({
  rule: 'internal-error',
  messageId: 'failed',
  severity: 'warning',
  message: `The rule ${rule.id} failed here; the log has the details. The other rules went on.`,
  start: component.at.start,
  end: component.at.end,
  related: [],
  fixes: [],
  component,
  supersedes: [],
  refusal: true,
  versioned: false,
  comments: { heeds: 'none' },
})
