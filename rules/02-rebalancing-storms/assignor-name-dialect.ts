import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import { defineRule, identity, otherwise, safe, set, versionOf } from '../../core/engine/define-rule.ts'
import { ASSIGNORS, LIBRDKAFKA_ASSIGNORS, nameMeant, ownAssignor } from '../shared/assignors.ts'
import { consumer } from '../shared/example.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { entriesAt } from '../shared/list.ts'

const RANGE = 'partition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor'

export default defineRule({
  id: 'assignor-name-dialect',
  summary: 'The assignor is named as another client names it: Java takes classes, librdkafka its own three names',
  scenario: 2,
  component: ['consumer', 'librdkafka-consumer'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { strategy: 'partition.assignment.strategy' },
  given: { protocol: otherwise('group.protocol', 'classic'), client: versionOf('kafkaClient', '3.8', '4.0', '4.2'), self: identity() },
  fix: 'safe',
  messages: {
    names: ({ names, classes }: { names: readonly string[]; classes: readonly string[] }) =>
      `${names.join(' and ')} is no class of the Java client: the consumer refuses to start. ${classes.join(' and ')} is meant.`,
    unknown: ({ names }: { names: readonly string[] }) =>
      `librdkafka has no assignor ${names.join(' and ')}: it knows ${LIBRDKAFKA_ASSIGNORS.join(', ')} and refuses any other name.`,
    empty: (_: Record<never, never>) => 'An empty entry is looked up as a class: the consumer refuses to start.',
  },
  lint({ strategy, protocol, client, self }, report) {
    if (isLibrdkafka(self.kind)) {
      const strangers = strategy.value.filter((name) => !LIBRDKAFKA_ASSIGNORS.includes(name))
      if (protocol.value !== 'classic' || strangers.length === 0) return
      const own = strategy.value.map(ownAssignor)
      const fits = own.every((name) => name !== undefined) && !(new Set(own).size > 1 && own.includes('cooperative-sticky'))
      report('unknown', { data: { names: strangers }, fixes: fits ? [safe(`Write ${own.join(',')}`, set('partition.assignment.strategy', own))] : [] })
      return
    }
    // Under the other protocol 3.7 still looks the classes up, later releases do not, and from 4.0 they refuse the key.
    if (protocol.value === 'consumer' && client.atLeast('3.8')) return
    const entries = strategy.value
    const names = entries.filter((entry) => nameMeant(entry) !== undefined)
    const sound = [...new Set(entries.filter(Boolean).map((entry) => ASSIGNORS[nameMeant(entry) ?? ''] ?? entry))]
    const fixes = [safe(`Write ${sound.join(',')}`, set('partition.assignment.strategy', sound))]
    if (names.length > 0) {
      report('names', { data: { names, classes: names.map((name) => ASSIGNORS[nameMeant(name) ?? ''] ?? name) }, at: entriesAt(strategy, names), key: strategy.key, fixes })
    } else if (entries.includes('') && !client.atLeast('4.2')) report('empty', { data: {}, fixes: sound.length > 0 ? fixes : [] })
  },
  page: {
    why: 'librdkafka and the clients on it (Python, Go, .NET, Node) name assignors as the group does: `range`, `roundrobin`, `cooperative-sticky`. The Java client takes names of classes and looks each of them up, so a name of the other dialect, a class without its package, or what stands behind a trailing comma ends in a ClassNotFoundException.',
    whatToDo:
      'Write the whole name of the class, such as `org.apache.kafka.clients.consumer.CooperativeStickyAssignor`. Members of both kinds of client understand each other in one group.',
    staysSilent:
      'For every other class, which may be yours; under `group.protocol=consumer` from 3.8, where nobody looks (`kip848-unsupported-key` speaks); for a placeholder. An empty entry is left to `value-invalid` from 4.2.',
  },
  examples: {
    bad: [
      { about: 'A name of librdkafka', ...consumer('partition.assignment.strategy=cooperative-sticky'), severity: 'error' },
      { about: 'A class without its package, beside a sound one', ...consumer(`${RANGE},RoundRobinAssignor`), severity: 'error' },
      {
        about: 'A class, and a client of librdkafka',
        ...rdConsumer('partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor'),
        severity: 'error',
      },
      { about: 'Only Java has it', ...rdConsumer('partition.assignment.strategy=sticky'), severity: 'error' },
      { about: 'A trailing comma', ...consumer(`${RANGE},`), kafka: '3.9', severity: 'error' },
    ],
    good: [
      { about: 'Classes', ...consumer(`${RANGE}, org.apache.kafka.clients.consumer.CooperativeStickyAssignor`) },
      { about: 'One of yours', ...consumer('partition.assignment.strategy=com.acme.RackAssignor') },
      { about: 'librdkafka, by its own name', ...rdConsumer('partition.assignment.strategy=cooperative-sticky') },
      { about: 'Nobody looks', ...consumer('group.protocol=consumer', 'partition.assignment.strategy=range'), kafka: '3.9' },
    ],
  },
  sources: ['ConsumerPartitionAssignor.getAssignorInstances: ClassNotFoundException; executed on 2.8.2 to 4.4.0; the names are those of librdkafka 2.0.2'],
})
