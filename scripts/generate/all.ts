import { readme, ruleIndex, rulePages, scenarioPages, type Generated } from './pages.ts'
import { registry } from './registry.ts'
import { schema } from './schema.ts'

/** Everything that is generated from the rules, as path and the text that belongs there. The catalogue has generators of its own, which need the libraries. */
export async function generated(root: string): Promise<Generated[]> {
  return [
    { path: 'rules/index.ts', text: registry(root) },
    { path: 'schemas/weir.schema.json', text: schema() },
    ...(await rulePages()),
    ruleIndex(),
    ...scenarioPages(root),
    readme(root),
  ]
}
