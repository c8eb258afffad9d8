import { defineRule, remove, safe, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'

const DEFAULT = 'org.apache.kafka.clients.producer.internals.DefaultPartitioner'
const UNIFORM = 'org.apache.kafka.clients.producer.UniformStickyPartitioner'

export default defineRule({
  id: 'partitioner-class-removed',
  summary: 'A partitioner that 4.0 has removed',
  scenario: 5,
  also: [12],
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { partitioner: 'partitioner.class' },
  given: { client: versionOf('kafkaClient', '3.3', '4.0') },
  fix: 'safe',
  messages: {
    removed: ({ name }: { name: string }) => `${name} was removed in 4.0: the producer refuses to start.`,
    obsolete: ({ name }: { name: string }) =>
      `${name} switches off the partitioner that 3.3 has built in, which sends less to slow brokers; from 4.0 the class is gone and the producer refuses to start.`,
  },
  lint({ partitioner, client }, report) {
    const { value } = partitioner
    if ((value !== DEFAULT && value !== UNIFORM) || !client.atLeast('3.3')) return
    const title = value === DEFAULT ? 'Use what is built in' : 'Use what is built in, without regard to keys'
    const changes = [remove('partitioner.class'), ...(value === UNIFORM ? [set('partitioner.ignore.keys', true)] : [])]
    const data = { name: value.slice(value.lastIndexOf('.') + 1) }
    if (client.atLeast('4.0')) report('removed', { data, fixes: [safe(title, ...changes)] })
    else report('obsolete', { data, severity: 'info', fixes: [unsafe(title, ...changes)] })
  },
  page: {
    why: 'Since 3.3 the producer partitions by itself: records with a key by its hash, the others in runs that grow longer for brokers that answer fast (KIP-794). `DefaultPartitioner` and `UniformStickyPartitioner` were deprecated then and are gone from 4.0, where the class is not found and the constructor throws. Between the two releases naming one of them gives up the built-in partitioner without a word.',
    whatToDo: 'Remove `partitioner.class`. In the place of `UniformStickyPartitioner` write `partitioner.ignore.keys=true`. Records with a key stay in their partitions.',
    staysSilent: 'For every other class, and up to 3.2, where these two are what there is.',
  },
  examples: {
    bad: [
      { about: 'On a current client', ...producer(`partitioner.class=${DEFAULT}`), kafka: '4.0', severity: 'error' },
      { about: 'The one that ignores keys', ...producer(`partitioner.class=${UNIFORM}`), kafka: '4.1', severity: 'error' },
      { about: 'Without what is built in', ...producer(`partitioner.class=${DEFAULT}`), kafka: '3.9', severity: 'info' },
    ],
    good: [
      { about: 'It is the default of 3.2', ...producer(`partitioner.class=${DEFAULT}`), kafka: '3.2' },
      { about: 'Still there', ...producer('partitioner.class=org.apache.kafka.clients.producer.RoundRobinPartitioner'), kafka: '4.1' },
    ],
  },
  sources: ['KIP-794; ProducerConfig of 4.0.0 to 4.4.0: ConfigException, class not found; 2.8.2 to 3.9.2 accept'],
})
