import { parseArgs } from 'node:util'
import { nearest } from '../../core/catalogue/did-you-mean.ts'
import { lineOf, type Kind } from '../../core/catalogue/kinds.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { scenarioByNumber } from '../../rules/scenarios.ts'

const USAGE = 'npm run new-rule -- <id> --scenario N --component KIND --keys a,b'

/** Of whoever called: what was wrong, and what would be right. */
export class Mistake extends Error {}

/** An id names the bad state, so that "allow <id>" says what is let through. */
const FORBIDDEN = /^(use|prefer|avoid|no|missing-no|check|ensure|require)-|-used$/

export interface Plan {
  readonly id: string
  readonly slug: string
  readonly scenario: number
  readonly kind: Kind
  readonly keys: readonly string[]
}

export function planOf(argv: readonly string[]): Plan {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { scenario: { type: 'string' }, component: { type: 'string' }, keys: { type: 'string' } },
  })
  const [id = '', ...more] = positionals
  if (more.length > 0 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)) throw new Mistake(`The id is one name of several words in kebab-case.\n${USAGE}`)
  if (FORBIDDEN.test(id)) throw new Mistake(`"${id}" names the cure or the check. Name the bad state: it reads after "allow".`)
  const scenario = scenarioByNumber(Number(values.scenario))
  if (!scenario) throw new Mistake(`--scenario is a number from 1 to 15; rules/scenarios.ts names them.\n${USAGE}`)
  const kind = kindOf(values.component ?? '')
  const keys = (values.keys ?? '').split(',').filter(Boolean)
  if (keys.length === 0) throw new Mistake(`--keys names what the rule judges.\n${USAGE}`)
  for (const key of keys) assertKnown(kind, key)
  return { id, slug: scenario.slug, scenario: scenario.number, kind, keys }
}

const isKind = (text: string): text is Kind => Object.hasOwn(lineOf, text)

function kindOf(text: string): Kind {
  if (isKind(text)) return text
  throw new Mistake(`--component is one of ${Object.keys(lineOf).join(', ')}.`)
}

function assertKnown(kind: Kind, key: string): void {
  const known = tables[kind]()
  if (known.has(key)) return
  const meant = nearest(key, known.keys())
  throw new Mistake(`A ${kind} has no key ${key}${meant === undefined ? '' : `; did you mean ${meant}?`}`)
}

/** `max.poll.records` → `maxPollRecords`. */
const variable = (key: string): string => key.replace(/[.-](\w)/g, (_, c: string) => c.toUpperCase())

/** How an example of a kind is written: a helper of rules/shared, or a file in full. */
function exampleOf(kind: Kind, keys: readonly string[]): { helper?: string; text: string } {
  const first = keys[0] ?? ''
  if (kind === 'consumer' || kind === 'producer') return { helper: kind, text: `...${kind}('${first}=TODO')` }
  if (kind === 'topic') return { helper: 'topic', text: `...topic('orders', {}, '${first}: TODO')` }
  if (kind === 'spark-session') return { text: `file: 'spark-defaults.conf', text: '${first} TODO\\n'` }
  if (lineOf[kind] === 'spark') return { text: "file: 'job.py', text: 'TODO\\n'" }
  return { text: `file: 'client.properties', text: '${first}=TODO\\n'` }
}

/** Compiles as it is; its examples fail until the TODOs are filled. */
export function ruleText({ id, scenario, kind, keys }: Plan, version: string): string {
  const names = keys.map(variable)
  const { helper, text } = exampleOf(kind, keys)
  return `import { defineRule } from '../../core/engine/define-rule.ts'
${helper === undefined ? '' : `import { ${helper} } from '../shared/example.ts'\n`}
export default defineRule({
  id: '${id}',
  summary: 'TODO: the bad state, and what comes of it, in one line',
  scenario: ${scenario},
  component: '${kind}',
  severity: 'warning',
  since: '${version}',
  needs: { ${keys.map((key, i) => `${names[i] ?? ''}: '${key}'`).join(', ')} },
  fix: 'none',
  messages: {
    // TODO: what is wrong, with the values seen; what it is said of comes in as data, and is typed here.
    found: (_: Record<never, never>) => 'TODO',
  },
  lint({ ${names.join(', ')} }, report) {
    // TODO: return where all is well. Whatever is unknown or absent has not come this far.
    report('found', { data: {} })
  },
  page: {
    why: 'TODO: the mechanism behind the incident',
    whatToDo: 'TODO: the way out, with values',
    staysSilent: 'TODO: when it says nothing, and why',
  },
  examples: {
    bad: [{ about: 'TODO', ${text} }],
    good: [{ about: 'TODO: the near miss', ${text} }],
  },
  sources: ['TODO: where it is proved'],
})
`
}
