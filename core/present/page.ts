import type { Example, Rule } from '../engine/define-rule.ts'

export interface PageOptions {
  /** A scenario as the page names it: a link where pages lie beside one another, a title where not. */
  scenario(number: number): string
  /** What the linter really says about an example, as text; empty where it says nothing. */
  lint(example: Example): string
}

/** The page of a rule in Markdown: the same text in the documentation and behind `weir explain`. */
export function rulePage(rule: Rule, options: PageOptions): string {
  return [head(rule, options), prose(rule), settings(rule), examples(rule, options), sources(rule)].flat().join('\n\n') + '\n'
}

const PROOF = 'Where it says error, the library itself refuses: no environment lowers that.'
const FIXES: Readonly<Record<Rule['fix'], string>> = {
  safe: 'a safe one: what was refused starts, or behaviour stays',
  unsafe: 'one that changes behaviour, to be looked at first',
  none: 'none: what is right hangs on what no file says',
}

function head(rule: Rule, { scenario }: PageOptions): string[] {
  const incidents = [rule.scenario, ...(rule.also ?? [])].map(scenario)
  const facts = [
    `- Severity: **${rule.severity}**`,
    `- Incident: ${incidents.join('; also ')}`,
    `- Looks at: ${rule.kinds.join(', ')}`,
    `- Fix: ${FIXES[rule.fix]}`,
    `- Since: ${rule.since}`,
    ...(rule.optIn ? [`- On with: \`extends: ${rule.optIn}\`, or a severity of its own in \`weir.yaml\``] : []),
    ...(rule.proof === 'refusal' ? [`- ${PROOF}`] : []),
  ]
  return [`# ${rule.id}`, `${rule.summary}.`, facts.join('\n')]
}

function prose({ page, supersedes = [] }: Rule): string[] {
  const others = [...new Set(supersedes.map((s) => `\`${s.replace(/#.*$/, '')}\``))]
  const instead = others.length > 0 ? [`Where it speaks, these have nothing to add on the same component: ${others.join(', ')}.`] : []
  return ['## Why', page.why, '## What to do', page.whatToDo, '## When it stays silent', page.staysSilent, ...instead]
}

function settings({ id, severity, options = {} }: Rule): string[] {
  const rows = Object.entries(options).map(([name, o]) => `| \`${name}\` | ${cell(o.shownDefault)} | ${cell(o.doc)} |`)
  const table = rows.length > 0 ? [['| option | default | |', '|---|---|---|', ...rows].join('\n')] : []
  const [name] = Object.keys(options)
  const set = name === undefined ? `${id}: off` : `${id}: { severity: ${severity}, ${name}: … }`
  return [
    '## Settings',
    ...table,
    block('yaml', `# weir.yaml\nrules:\n  ${set}\n`),
    `Or in the file, in its own comment syntax, above the line: \`weir-disable-next-line ${id} -- the reason\`.`,
  ]
}

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ')

function examples({ examples: { bad, good } }: Rule, { lint }: PageOptions): string[] {
  const shown = (example: Example, output: string): string[] => [
    `**${titleOf(example)}**`,
    block(languageOf(example.file), example.text),
    ...(output === '' ? [] : [block('text', output)]),
  ]
  return [
    '## Examples',
    ...(bad.length > 0 ? ['### Found', ...bad.flatMap((e) => shown(e, lint(e)))] : []),
    ...(good.length > 0 ? ['### Fine', ...good.flatMap((e) => shown(e, ''))] : []),
  ]
}

/** What it is about, and what holds for it besides its text. */
function titleOf({ about, file, kafka, spark, facts }: Example): string {
  const stated = [
    file,
    ...(kafka === undefined ? [] : [`Kafka ${kafka}`]),
    ...(spark === undefined ? [] : [`Spark ${spark}`]),
    ...Object.entries(facts ?? {}).map(([name, value]) => `${name}=${value}`),
  ]
  return about === undefined ? stated.join(', ') : `${about} (${stated.join(', ')})`
}

const LANGUAGES: Readonly<Record<string, string>> = { properties: 'properties', conf: 'properties', yaml: 'yaml', yml: 'yaml', py: 'python' }
const languageOf = (file: string): string => LANGUAGES[file.slice(file.lastIndexOf('.') + 1)] ?? 'text'

/** A fenced block that no text can break out of. */
function block(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text.replace(/\s+$/, '')}\n${fence}`
}

function sources({ sources: list }: Rule): string[] {
  return list.length === 0 ? [] : ['## Sources', list.map((s) => `- ${s}`).join('\n')]
}
