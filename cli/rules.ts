import type { Rule } from '../core/engine/define-rule.ts'
import { scenarios } from '../rules/scenarios.ts'
import { parse } from './args.ts'
import type { Deps } from './deps.ts'
import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'

/** `weir rules`: all rules, by incident. */
export function rules(argv: readonly string[], io: Io, deps: Deps): number {
  const { values, positionals } = parse('weir rules', argv, { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } })
  if (positionals.length > 0) throw new UsageError(`weir rules lists all rules; for one of them: weir explain ${positionals.join(' ')}`)
  io.stdout(values['json'] ? `${JSON.stringify(deps.rules.map(jsonOf), null, 2)}\n` : listOf(deps.rules))
  return EXIT.ok
}

const jsonOf = ({ id, scenario, severity, summary, fix, since }: Rule): object => ({ id, scenario, severity, summary, fix, since })

function listOf(all: readonly Rule[]): string {
  const width = Math.max(0, ...all.map((r) => r.id.length))
  const blocks = scenarios.map(({ number, title }) => {
    const own = all.filter((r) => r.scenario === number)
    return own.length === 0 ? '' : `${number}. ${title}\n${own.map((r) => `  ${r.severity.padEnd(7)}  ${r.id.padEnd(width)}  ${r.summary}\n`).join('')}\n`
  })
  return `${blocks.join('')}weir explain RULE says why, what to do, and when it stays silent.\n`
}
