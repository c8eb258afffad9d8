import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, set, unsafe } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'

/** Serializers of the Confluent schema registry, which register what they are given. */
const REGISTERS = /^io\.confluent\.(?:kafka\.serializers|connect\.(?:avro|json|protobuf))\./

export default defineRule({
  id: 'schema-auto-register',
  summary: 'The producer registers whatever schema the application was built with',
  scenario: 4,
  component: 'producer',
  severity: 'warning',
  since: '0.1.0',
  needs: { register: 'auto.register.schemas', value: maybe('value.serializer'), key: maybe('key.serializer') },
  fix: 'unsafe',
  messages: {
    registers: ({ byDefault }: { byDefault: boolean }) =>
      `The serializer registers the schema of the application with the first record${byDefault ? ' (auto.register.schemas is true by default)' : ''}: nobody has reviewed it, and consumers first see it in production.`,
  },
  lint({ register, value, key }, report) {
    const serializer = [value, key].find(registers)
    if (!register.value || !serializer) return
    report('registers', {
      data: { byDefault: !register.written },
      at: [register, serializer],
      fixes: [unsafe('Use the registered schema and register none', set('auto.register.schemas', false), set('use.latest.version', true))],
    })
  },
  page: {
    why: 'With `auto.register.schemas=true`, which is the default, the class that a build happened to contain becomes the newest version of the subject with the first record that is sent. The registry checks it against the compatibility level and nothing else; whether the consumers have been deployed, nobody asks. A field that was renamed in a branch can so stop every reader of the topic.',
    whatToDo:
      'Register schemas from the pipeline that reviews them, and set `auto.register.schemas=false` with `use.latest.version=true` in the producers. Both belong together: without the second the serializer asks for exactly the schema of its class and fails when that is not registered.',
    staysSilent: 'For serializers that are not the registry’s, for consumers (a deserializer registers nothing), and where the key is a placeholder.',
  },
  examples: {
    bad: [
      {
        about: 'In so many words',
        ...producer('value.serializer=io.confluent.kafka.serializers.KafkaAvroSerializer', 'schema.registry.url=http://registry:8081', 'auto.register.schemas=true'),
      },
      { about: 'By default', ...producer('value.serializer=io.confluent.kafka.serializers.protobuf.KafkaProtobufSerializer', 'schema.registry.url=http://registry:8081') },
    ],
    good: [
      {
        about: 'Registered elsewhere',
        ...producer('value.serializer=io.confluent.kafka.serializers.KafkaAvroSerializer', 'auto.register.schemas=false', 'use.latest.version=true'),
      },
      { about: 'No schema at all', ...producer('value.serializer=org.apache.kafka.common.serialization.StringSerializer') },
    ],
  },
  sources: ['AbstractKafkaSchemaSerDeConfig: auto.register.schemas, use.latest.version'],
})

const registers = (setting: Known<string> | undefined): setting is Known<string> => setting !== undefined && REGISTERS.test(setting.value)
