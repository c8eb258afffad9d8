import { CodeActionKind, type CodeAction } from 'vscode-languageserver'
import { isRefusal, type Written } from '../../core/components/change.ts'
import { FACTS } from '../../core/components/facts.ts'
import type { Placed } from '../../core/engine/lint.ts'
import { moved } from '../../core/text/span.ts'
import { meets } from '../../core/present/places.ts'
import { scenarioByNumber } from '../../rules/scenarios.ts'
import { OPEN_RULE, OPEN_SCENARIO } from '../pages.ts'
import type { InSight, Scene } from './scene.ts'

/** The pages behind a finding, for clients that can open them. */
export function openPages(scene: Scene, inSight: readonly InSight[]): CodeAction[] {
  const { client, index } = scene.session
  if (!client.opensPages && !client.showsDocuments) return []
  const rules = new Map(inSight.map((seen) => [seen.finding.rule, seen]))
  const scenarios = new Map(inSight.map((seen) => [seen.finding.scenario, seen]))
  const open = (title: string, command: string, argument: string | number, { diagnostic }: InSight): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command, arguments: [argument] },
  })
  return [
    ...[...scenarios].flatMap(([number, seen]) => {
      const scenario = number === undefined ? undefined : scenarioByNumber(number)
      return scenario ? [open(`Open the incident “${scenario.title}”`, OPEN_SCENARIO, scenario.number, seen)] : []
    }),
    ...[...rules].flatMap(([rule, seen]) => (index.byId.has(rule) ? [open(`Open the page of ${rule}`, OPEN_RULE, rule, seen)] : [])),
  ]
}

/** The fact without which the best rules about a consumer cannot speak. The value is an example, to be replaced. */
export function stateRecordTime(scene: Scene): CodeAction[] {
  const consumer = scene.judged.report.components.find(
    (placed) => isSilent(placed) && meets(moved({ start: placed.component.extent.start, end: placed.component.extent.end }, placed.by), scene.span),
  )
  if (!consumer) return []
  const text = `weir: record-time=${FACTS['record-time'].example}`
  return scene.offer({ title: 'State how long a record takes…', kind: CodeActionKind.Refactor }, written(consumer, text))
}

const isSilent = ({ component, facts }: Placed): boolean => component.kind === 'consumer' && !facts['record-time'] && !facts['batch-time'] && !facts.p99

function written({ component, by }: Placed, text: string): Written {
  const made = component.write({ do: 'comment', text })
  return isRefusal(made) ? made : made.map((edit) => moved(edit, by))
}
