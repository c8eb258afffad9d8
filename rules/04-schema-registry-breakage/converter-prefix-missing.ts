import { defineRule, everyKey, rename, unsafe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { isSet, textIn, worker } from '../shared/connect.ts'
import { CONNECTORS, WORKERS } from '../shared/kinds.ts'

/** Converters that ask a schema registry. */
const REGISTRY = /^io\.confluent\.connect\.(?:avro|json|protobuf)\./
const SIDES = ['value', 'key'] as const

export default defineRule({
  id: 'converter-prefix-missing',
  summary: 'The address of the schema registry without the converter’s prefix: the converter does not see it',
  scenario: 4,
  also: [12],
  component: [...WORKERS, ...CONNECTORS],
  severity: 'error',
  since: '0.1.0',
  needs: { keys: everyKey() },
  fix: 'unsafe',
  messages: {
    unseen: ({ to }: { to: string }) => `schema.registry.url is read by no converter: as ${to} it is. Without it the converter refuses to start.`,
  },
  lint({ keys }, report) {
    const bare = keys.find(({ key }) => key === 'schema.registry.url')
    if (!bare || bare.open) return
    const missing = SIDES.filter((side) => REGISTRY.test(textIn(keys, `${side}.converter`) ?? '')).map((side) => `${side}.converter.schema.registry.url`)
    const [to] = missing.filter((key) => !isSet(keys, key))
    if (to !== undefined) report('unseen', { data: { to }, at: [bare.value.key], key: to, fixes: fixesFor(bare, to, missing.length) })
  },
  page: {
    why: 'A converter is handed the keys that begin with its own name, without that beginning: `value.converter.schema.registry.url` becomes its `schema.registry.url`. The bare key goes to nobody, the converter finds no address, and the first connector that uses it fails.',
    whatToDo: 'Write the address for each of the two converters that asks a registry.',
    staysSilent: 'Where the prefixed key is there, and for converters that ask no registry.',
  },
  examples: {
    bad: [
      {
        about: 'Bare',
        file: 'connect-distributed.properties',
        text: worker('schema.registry.url=http://registry:8081').text.replace(
          'value.converter=org.apache.kafka.connect.storage.StringConverter',
          'value.converter=io.confluent.connect.avro.AvroConverter',
        ),
        severity: 'error',
      },
    ],
    good: [
      { about: 'No registry is asked', ...worker('schema.registry.url=http://registry:8081') },
      {
        about: 'With its prefix',
        file: 'connect-distributed.properties',
        text: worker('value.converter.schema.registry.url=http://registry:8081').text.replace(
          'value.converter=org.apache.kafka.connect.storage.StringConverter',
          'value.converter=io.confluent.connect.avro.AvroConverter',
        ),
      },
    ],
  },
  sources: ['WorkerConfig and ConnectorConfig: originalsWithPrefix("value.converter."); AbstractKafkaSchemaSerDeConfig: schema.registry.url is required'],
})

/** One line can become the address of one converter; with two a line more is needed, which is left to the reader. */
const fixesFor = ({ value }: WrittenKey, to: string, converters: number) => (converters === 1 ? [unsafe(`Write ${to}`, rename(value.key, to))] : [])
