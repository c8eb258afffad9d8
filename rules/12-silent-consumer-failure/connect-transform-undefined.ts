import { defineRule, everyKey, remove, safe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { isSet, sink, source, textIn } from '../shared/connect.ts'
import { CONNECTORS } from '../shared/kinds.ts'

const LISTS = ['transforms', 'predicates'] as const

export default defineRule({
  id: 'connect-transform-undefined',
  summary: 'A transformation or predicate that is named and not defined: Connect refuses the connector',
  scenario: 12,
  component: CONNECTORS,
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  fix: 'safe',
  messages: {
    untyped: ({ type, list, alias }: { type: string; list: string; alias: string }) =>
      `${list} names ${alias === '' ? 'nothing between two commas' : alias}, and ${type} is not there: Connect refuses the connector.`,
    twice: ({ list, alias }: { list: string; alias: string }) => `${list} names ${alias} twice: Connect refuses the connector.`,
    negated: ({ negate, predicate }: { negate: string; predicate: string }) => `${negate} negates nothing: ${predicate} is not there, and Connect refuses the connector.`,
  },
  lint({ keys }, report) {
    for (const list of LISTS) {
      const found = keys.find(({ key }) => key === list)
      const aliases = aliasesOf(keys, list)
      if (!found || !aliases) continue
      const repeated = aliases.find((alias, i) => aliases.indexOf(alias) < i)
      if (repeated !== undefined) report('twice', { data: { list, alias: repeated }, at: [found.value.text], key: list })
      for (const alias of new Set(aliases)) {
        const [type, negate, predicate] = ['type', 'negate', 'predicate'].map((name) => `${list}.${alias}.${name}`) as [string, string, string]
        if (!isSet(keys, type)) report('untyped', { data: { type, list, alias }, at: [found.value.text], key: list })
        const stray = list === 'transforms' && !isSet(keys, predicate) ? keys.find(({ key }) => key === negate) : undefined
        if (stray) report('negated', { data: { negate, predicate }, at: [stray.value.key], key: negate, fixes: [safe(`Remove ${negate}`, remove(negate))] })
      }
    }
  },
  page: {
    why: 'Each name in `transforms` needs a `transforms.<name>.type`, each in `predicates` a `predicates.<name>.type`, and `negate` a predicate to negate. The usual cause is a name that was changed in the list and not below it, or a block that was copied without its type.',
    whatToDo: 'Define it, or take the name out of the list.',
    staysSilent: 'In templates, and where the list is a placeholder. What a transformation itself demands is not known here.',
  },
  examples: {
    bad: [
      { about: 'No type', ...source('transforms=route', 'transforms.rout.type=org.apache.kafka.connect.transforms.RegexRouter'), severity: 'error' },
      {
        about: 'Twice',
        ...sink('topics=orders', 'transforms=flat,flat', 'transforms.flat.type=org.apache.kafka.connect.transforms.Flatten$Value'),
        severity: 'error',
      },
      {
        about: 'Nothing to negate',
        ...sink('topics=orders', 'transforms=drop', 'transforms.drop.type=org.apache.kafka.connect.transforms.Filter', 'transforms.drop.negate=true'),
        severity: 'error',
      },
    ],
    good: [
      {
        about: 'Defined',
        ...sink(
          'topics=orders',
          'transforms=drop',
          'transforms.drop.type=org.apache.kafka.connect.transforms.Filter',
          'transforms.drop.predicate=old',
          'transforms.drop.negate=true',
          'predicates=old',
          'predicates.old.type=org.apache.kafka.connect.transforms.predicates.RecordIsTombstone',
        ),
      },
    ],
  },
  sources: ['ConnectorConfig.enrich and its alias validator; executed on 2.8.2 to 4.4.0'],
})

/** Cut as Kafka cuts a list; an empty one has no entry. */
function aliasesOf(keys: readonly WrittenKey[], list: string): string[] | undefined {
  const text = textIn(keys, list)?.trim()
  return text === undefined || text === '' ? undefined : text.split(/\s*,\s*/)
}
