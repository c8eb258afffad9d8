import { invalid, type Invalid } from '../../core/catalogue/validity.ts'
import type { Kind } from '../../core/catalogue/kinds.ts'
import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import { defineRule, everyKey, identity, release, safe, setFound, type WrittenKey } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'
import type { Version } from '../../core/text/version.ts'
import { consumer, producer, topic } from '../shared/example.ts'
import { KAFKA_KINDS, LIBRDKAFKA_KINDS } from '../shared/kinds.ts'
import { rdConsumer, rdProducer } from '../shared/librdkafka.ts'
import { librdkafkaValue } from '../shared/librdkafka-value.ts'
import { refuses } from '../shared/refuses.ts'
import { isJudgedByStreamsRule } from '../shared/streams.ts'
import { shortened } from '../shared/words.ts'

/** Keys whose values a rule of their own judges, and says more of. */
const isJudgedElsewhere = (kind: Kind, key: string, text: string): boolean =>
  key === 'cleanup.policy' || key === 'log.cleanup.policy' || (kind === 'streams' && isJudgedByStreamsRule(key, text))

interface Data {
  readonly key: string
  readonly text: string
  readonly why: string
  readonly who: string
  readonly meant?: string | number | boolean
}

export default defineRule({
  id: 'value-invalid',
  summary: 'A value that the library refuses by itself: wrong type, out of range, or no word that it knows',
  scenario: 12,
  component: [...KAFKA_KINDS, ...LIBRDKAFKA_KINDS],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { self: identity(), release: release() },
  fix: 'safe',
  messages: {
    invalid: ({ key, text, why, who, meant }: Data) => `${key}=${text} is ${why}: ${who}.${meant === undefined ? '' : ` ${meant} was probably meant.`}`,
    unset: ({ key, bad }: { key: string; bad: string }) => `The value of ${key} is ${bad}: rd_kafka_conf_set refuses it.`,
    function: ({ key }: { key: string }) => `${key} is set through a function of the library; in a file rd_kafka_conf_set refuses it.`,
    cut: ({ key, read, dropped }: { key: string; read: string; dropped: string }) =>
      `librdkafka reads ${key} as ${read} and drops “${dropped}” without a word: units are not understood.`,
    byDefault: ({ key, text, why, who }: Data) => `${key}=${text} would be ${why} where nothing else is put in: ${who}.`,
  },
  lint({ keys, self: { kind }, release: v }, report) {
    const ofLibrdkafka = isLibrdkafka(kind)
    for (const found of keys) {
      if (ofLibrdkafka) {
        const told = librdkafkaValue(found, v)
        if (told) report(told.message, told.said)
        continue
      }
      const told = judge(kind, found, v)
      if (!told) continue
      const { text, meant } = told
      const said = { data: { ...told, key: found.key, text: shortened(text), who: refuses(kind) }, at: [found.value.text], key: found.key }
      if (found.value.placeholder) report('byDefault', { ...said, severity: 'warning', refusal: false })
      else report('invalid', { ...said, fixes: meant === undefined ? [] : [safe(`Write ${meant}`, setFound(found, meant))] })
    }
  },
  page: {
    why: 'Each key has a type, and many a range or a set of words. `7d`, `10MB`, `1_000` and `yes` look right and are refused, since Kafka takes milliseconds, bytes, plain digits and `true`; words are compared exactly, so `READ_COMMITTED` and `ALL` are refused too. The component does not start, or the topic is not created, and the line that says why stands at the end of a stack trace. librdkafka reads values in ways of its own: of a number it takes the digits and drops the rest, so `linger.ms=45s` is 45 milliseconds, and nobody says so.',
    whatToDo: 'Write the value as the library reads it. Where only one thing can have been meant, the fix writes it.',
    staysSilent:
      'For classes, files and addresses, which only the machine that runs it can know; for passwords; for keys that are typed from documentation alone; for keys that the release does not know. A placeholder is judged by its own default, as a warning.',
  },
  examples: {
    bad: [
      { about: 'A day with its unit', ...topic('orders', {}, 'retention.ms: 7d'), severity: 'error' },
      { about: 'A size with its unit', ...producer('batch.size=64KB'), severity: 'error' },
      { about: 'Digits in groups', ...consumer('max.poll.interval.ms=300_000'), severity: 'error' },
      { about: 'Another word for true', ...consumer('enable.auto.commit=yes'), severity: 'error' },
      { about: 'Capitals', ...consumer('isolation.level=READ_COMMITTED'), severity: 'error' },
      { about: 'A duration into the future', ...consumer('auto.offset.reset=by_duration:-P1D'), kafka: '4.0', severity: 'error' },
      { about: 'Out of range', ...consumer('max.poll.records=0'), severity: 'error' },
      { about: 'The topic’s word for none', ...topic('orders', {}, 'compression.type: none'), severity: 'error' },
      { about: 'Valid up to 2.8', ...consumer('client.dns.lookup=default'), kafka: '3.0', severity: 'error' },
      { about: 'An empty entry, from 4.2', ...consumer('interceptor.classes=com.acme.Audit,'), kafka: '4.2', severity: 'error' },
      { about: 'It was looked up as a class before', ...consumer('interceptor.classes=com.acme.Audit,'), kafka: '3.9', severity: 'error' },
      { about: 'Out of the range of librdkafka', ...rdConsumer('session.timeout.ms=7200000'), severity: 'error' },
      { about: 'A word of the Java client', ...rdConsumer('auto.offset.reset=none'), severity: 'error' },
      { about: 'A switch of librdkafka', ...rdConsumer('enable.auto.commit=yes'), severity: 'error' },
      { about: 'Forty-five milliseconds', ...rdProducer('linger.ms=45s'), severity: 'warning' },
      { about: 'Only the default of a placeholder', ...consumer('max.poll.records=${BATCH:0}'), severity: 'warning' },
    ],
    good: [
      { about: 'Blanks and letter case of a boolean', ...consumer('enable.auto.commit= TRUE ') },
      { about: 'Letter case where it does not matter', ...consumer('group.protocol=CLASSIC', 'security.protocol=ssl'), kafka: '3.9' },
      { about: 'A duration, from 4.0', ...consumer('auto.offset.reset=by_duration:P7D'), kafka: '4.0' },
      { about: 'In any case, and in the words of librdkafka', ...rdConsumer('auto.offset.reset=Smallest', 'enable.auto.commit=F', 'isolation.level=READ_COMMITTED') },
      { about: 'A placeholder', ...consumer('max.poll.records=${BATCH}') },
    ],
  },
  sources: [
    'ConfigDef.parseType, ConfigDef.Range, ValidString, ValidList; KafkaProducer and KafkaConsumer up to 3.2 for compression.type and security.protocol; each released jar was asked',
    'rd_kafka_anyconf_set_prop; executed on librdkafka 2.0.2 and 2.16.0',
  ],
})

function judge(kind: Kind, { key, record, value, overruled }: WrittenKey, v: Version): (Invalid & { readonly text: string }) | undefined {
  if (!record || overruled || value.unknown !== undefined || value.text instanceof Secret) return undefined
  const text = value.placeholder ? value.placeholder.default : value.text.text
  if (text === undefined || isJudgedElsewhere(kind, key, text.trim())) return undefined
  const found = invalid(kind, key, record, text, v)
  return found && { ...found, text }
}
