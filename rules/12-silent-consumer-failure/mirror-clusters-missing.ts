import { defineRule, everyKey } from '../../core/engine/define-rule.ts'
import { isSet } from '../shared/connect.ts'

export default defineRule({
  id: 'mirror-clusters-missing',
  summary: 'Flows between clusters, and no clusters: MirrorMaker refuses to start',
  scenario: 12,
  component: 'mirror-maker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  fix: 'none',
  messages: { missing: ({ key }: { key: string }) => `clusters is not there: MirrorMaker refuses to start, and ${key} speaks of clusters that nobody names.` },
  lint({ keys }, report) {
    const flow = keys.find(({ key }) => FLOW.test(key))
    if (flow && !flow.open && !isSet(keys, 'clusters')) report('missing', { data: { key: flow.key }, at: [flow.value.key], key: 'clusters' })
  },
  page: {
    why: 'MirrorMaker 2 takes the names of its clusters from `clusters`, and cuts every other key at these names. The key has no default.',
    whatToDo: 'Write `clusters` with the names that the other keys use.',
    staysSilent: 'Where the key is there, be its value a placeholder; in templates.',
  },
  examples: {
    bad: [{ about: 'Only a flow', file: 'mm2.properties', text: 'a.bootstrap.servers=a:9092\nb.bootstrap.servers=b:9092\na->b.enabled=true\n', severity: 'error' }],
    good: [{ about: 'Named', file: 'mm2.properties', text: 'clusters=a,b\na.bootstrap.servers=a:9092\nb.bootstrap.servers=b:9092\na->b.enabled=true\n' }],
  },
  sources: ['MirrorMakerConfig: clusters has no default; executed on 2.8.2 to 4.3.1'],
})

const FLOW = /^[\w.-]+->[\w.-]+\.\w/
