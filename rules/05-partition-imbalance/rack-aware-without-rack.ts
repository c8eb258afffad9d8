import { defineRule, identity, remove, safe } from '../../core/engine/define-rule.ts'
import { completeProducer, writes } from '../shared/complete.ts'

const BYTES = 'org.apache.kafka.common.serialization.ByteArraySerializer'
const complete = (...lines: string[]): { file: string; text: string } => ({
  file: 'producer.properties',
  text: ['bootstrap.servers=broker:9092', `key.serializer=${BYTES}`, `value.serializer=${BYTES}`, ...lines, ''].join('\n'),
})

export default defineRule({
  id: 'rack-aware-without-rack',
  summary: 'Partitions of the own rack are preferred, and no rack is named',
  scenario: 5,
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { aware: 'partitioner.rack.aware', rack: 'client.rack' },
  given: { self: identity(), ...completeProducer },
  fix: 'safe',
  messages: {
    noRack: (_: Record<never, never>) => 'partitioner.rack.aware=true and no client.rack to be aware of: the producer refuses to start.',
  },
  lint({ aware, rack, self, ...rest }, report) {
    if (!aware.value || rack.value !== '') return
    // A rack is the machine's own, so code puts it in where the file leaves other things to code too.
    if (!rack.written && (self.uncertain || !writes(rest))) return
    report('noRack', { data: {}, at: [aware, rack], fixes: [safe('Remove partitioner.rack.aware', remove('partitioner.rack.aware'))] })
  },
  page: {
    why: 'From 4.4 a producer can prefer partitions whose leader is in its own rack, which saves traffic between zones. It has to know its rack for that: without `client.rack` the constructor throws.',
    whatToDo: 'Give each producer the rack of its machine (`client.rack=${RACK}` from the environment; the names are the brokers’ `broker.rack`), or leave the preference out.',
    staysSilent: 'Before 4.4, for a rack that is a placeholder, and where the file is no complete producer: the rack is put in by code then.',
  },
  examples: {
    bad: [
      { about: 'No rack', ...complete('partitioner.rack.aware=true'), kafka: '4.4', severity: 'error' },
      { about: 'An empty one', ...complete('partitioner.rack.aware=true', 'client.rack='), kafka: '4.4', severity: 'error' },
    ],
    good: [
      { about: 'With its rack', ...complete('partitioner.rack.aware=true', 'client.rack=eu-west-1a'), kafka: '4.4' },
      { about: 'The environment names it', ...complete('partitioner.rack.aware=true', 'client.rack=${RACK}'), kafka: '4.4' },
      { about: 'Not all of a producer', file: 'producer.properties', text: 'bootstrap.servers=broker:9092\npartitioner.rack.aware=true\nlinger.ms=5\n', kafka: '4.4' },
    ],
  },
  sources: ['KafkaProducer of 4.4.0: ConfigException "client.rack must be provided if partitioner.rack.aware is enabled"'],
})
