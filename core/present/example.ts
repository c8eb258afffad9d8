import { parseFact, isFactName, type StatedFacts } from '../components/facts.ts'
import type { Target } from '../components/target.ts'
import type { Example } from '../engine/define-rule.ts'
import { targetOf } from '../engine/directives.ts'
import { emptyConfig, type FileConfig } from '../engine/file-config.ts'
import type { Linter } from '../engine/lint.ts'
import { pretty, type PrettyOptions } from './pretty.ts'

/** What holds for an example: the releases and facts that it states. */
function exampleConfig({ kafka, spark, facts = {} }: Example): FileConfig {
  const target: Partial<Target> = {
    ...(kafka === undefined ? {} : targetOf(['kafkaClient', 'kafkaBroker'], kafka, 'the example')),
    ...(spark === undefined ? {} : targetOf(['spark'], spark, 'the example')),
  }
  const stated = Object.entries(facts).flatMap(([name, text]) => (isFactName(name) ? [[name, { value: parseFact(name, text) ?? NaN, from: 'the example' }] as const] : []))
  const known = Object.fromEntries(stated) as StatedFacts
  return { ...emptyConfig, target, facts: known, key: JSON.stringify([target, known]) }
}

/** What the linter really says of one rule about its examples, as a page shows it. */
export const exampleOutput =
  (linter: Linter, rule: string, options: PrettyOptions) =>
  (example: Example): string => {
    const report = linter.lint({ path: example.file, text: example.text }, exampleConfig(example))
    const findings = report.findings.filter((f) => f.rule === rule)
    return pretty([{ path: example.file, text: example.text, report: { ...report, secrets: report.secrets, unitAt: () => undefined, findings } }], options).trimEnd()
  }
