import { join } from 'node:path'
import type { Rule } from '../core/engine/define-rule.ts'
import { isOwnRule, OWN_RULES } from '../core/engine/finding.ts'
import { scenarioByNumber, scenarios, type Scenario } from '../rules/scenarios.ts'
import { parse, suggestion } from './args.ts'
import { decode } from './decode.ts'
import type { Deps } from './deps.ts'
import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'

/** `weir explain`: the page of a rule or of an incident. */
export function explain(argv: readonly string[], io: Io, deps: Deps): number {
  const { positionals } = parse('weir explain', argv, { help: { type: 'boolean', short: 'h' } })
  const what = positionals.join(' ').trim()
  if (what === '') throw new UsageError('Say what to explain: a rule, or an incident by its number, such as weir explain 2.\nweir rules lists the rules.')
  io.stdout(pageOf(what, io, deps))
  return EXIT.ok
}

function pageOf(what: string, io: Io, deps: Deps): string {
  const rule = deps.rules.find((r) => r.id === what.toLowerCase())
  if (rule) return ruleText(rule, io, deps)
  if (isOwnRule(what))
    return `# ${what}\n\n${OWN_RULES[what]}\n\nWeir says this about a file or about itself, not about Kafka or Spark. In weir.yaml: rules: { ${what}: off }, save for config-problem and internal-error.\n`
  const fitting = scenariosFor(what)
  const [only] = fitting
  if (only && fitting.length === 1) return scenarioText(only, io, deps)
  throw new UsageError(fitting.length > 1 ? `Several incidents fit ${what}:\n${fitting.map((s) => `  weir explain ${s.number}   ${s.title}`).join('\n')}` : nothingFor(what, deps))
}

/** By number, by slug with or without its number, or by words of the title and the cause. */
function scenariosFor(what: string): readonly Scenario[] {
  const said = what.toLowerCase()
  if (/^\d+$/.test(said)) return [scenarioByNumber(Number(said))].filter((s) => s !== undefined)
  const exact = scenarios.find((s) => s.slug === said || s.slug.replace(/^\d+-/, '') === said.replace(/\s+/g, '-'))
  if (exact) return [exact]
  const words = said.split(/[\s-]+/).map((w) => w.replace(/(?:ing|s)$/, ''))
  const inTitle = scenarios.filter((s) => words.every((w) => `${s.title} ${s.slug}`.toLowerCase().includes(w)))
  return inTitle.length > 0 ? inTitle : scenarios.filter((s) => words.every((w) => `${s.title} ${s.cause}`.toLowerCase().includes(w)))
}

function nothingFor(what: string, deps: Deps): string {
  const slugs = scenarios.map((s) => s.slug.replace(/^\d+-/, ''))
  const meant = suggestion(what.toLowerCase().replace(/\s+/g, '-'), [...deps.rules.map((r) => r.id), ...Object.keys(OWN_RULES), ...slugs])
  const parts = what.toLowerCase().split(/[\s-]+/)
  const holding = meant === '.' ? deps.rules.filter((r) => parts.every((p) => r.id.includes(p))).map((r) => `\n  weir explain ${r.id}`) : []
  if (/^\d+$/.test(what)) return `The incidents are numbered 1 to ${scenarios.length}; there is no ${what}.`
  return holding.length > 0
    ? `There is no rule ${what}; these have it in their names:${holding.join('')}`
    : `There is neither a rule nor an incident ${what}${meant}\nweir rules lists the rules.`
}

/** The page as it is packaged, its links as what to type; without it, what the program itself knows. */
function ruleText({ id, summary, severity }: Rule, io: Io, deps: Deps): string {
  const page = pageIn('rules', id, io, deps)
  if (page === undefined) return `# ${id}\n\n${summary} (${severity}).\n`
  return page.replace(/^<!--.*-->\n\n/, '').replace(/\[([^\]]*)\]\(\.\.\/scenarios\/0*(\d+)-[\w-]+\.md\)/g, '$1 (weir explain $2)')
}

function pageIn(folder: string, name: string, io: Io, deps: Deps): string | undefined {
  const docs = deps.docsFolder()
  const path = docs === undefined ? undefined : join(docs, folder, `${name}.md`)
  return path !== undefined && io.kind(path) === 'file' ? decode(io.readFile(path), path).text : undefined
}

/** The page as it is packaged; without it, what the program itself knows. */
function scenarioText({ number, slug, title, cause }: Scenario, io: Io, deps: Deps): string {
  const page = pageIn('scenarios', slug, io, deps)
  if (page !== undefined) return page
  const rules = deps.rules.filter((r) => r.scenario === number || r.also?.includes(number))
  return `# ${number}. ${title}\n\n${cause}\n\n## Rules\n\n${rules.map((r) => `- ${r.id}: ${r.summary} (${r.severity})`).join('\n')}\n`
}
