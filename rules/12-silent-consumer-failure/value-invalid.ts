import { droppedFrom } from '../../core/catalogue/librdkafka-values.ts'
import { knows, recordOf } from '../../core/catalogue/lookup.ts'
import type { KeyRecord } from '../../core/catalogue/record.ts'
import { parseValue } from '../../core/catalogue/values.ts'
import { defineRule, everyKey, release, rename, safe, unsafe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'
import { rdConsumer, rdProducer } from '../shared/librdkafka.ts'

interface Data {
  readonly key: string
  readonly bad: string
}

/** A key of the other role is looked at as well. */
const ROLES = ['librdkafka-consumer', 'librdkafka-producer'] as const

export default defineRule({
  id: 'value-invalid',
  summary: 'A value that the library refuses, or reads in part only',
  scenario: 12,
  component: ['librdkafka-consumer', 'librdkafka-producer', 'librdkafka-client'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { release: release() },
  fix: 'safe',
  messages: {
    refused: ({ key, bad }: Data) => `The value of ${key} is ${bad}: rd_kafka_conf_set refuses it.`,
    function: ({ key }: { key: string }) => `${key} is set through a function of the library; in a file rd_kafka_conf_set refuses it.`,
    cut: ({ key, read, dropped }: { key: string; read: string; dropped: string }) =>
      `librdkafka reads ${key} as ${read} and drops “${dropped}” without a word: units are not understood.`,
  },
  lint({ keys, release: v }, report) {
    for (const { key, value } of keys) {
      const kind = ROLES.find((role) => recordOf(role, key) && knows(role, key, v))
      const record = kind && recordOf(kind, key)
      if (!kind || !record) continue
      if (record.internal) {
        report('function', { data: { key }, at: [value.key], key })
        continue
      }
      if (value.placeholder || value.unknown !== undefined || value.text instanceof Secret) continue
      const parsed = parseValue(kind, record, value.text.text, v)
      const dropped = droppedFrom(record, value.text.text)
      if ('bad' in parsed) report('refused', { data: { key, bad: parsed.bad }, at: [value.text.text === '' ? value.key : value.text], key, fixes: fixesFor(value, record) })
      else if (dropped !== '')
        report('cut', {
          data: { key, read: String(parsed.value), dropped },
          at: [value.text],
          key,
          severity: 'warning',
          fixes: [unsafe(`Write ${String(parsed.value)}, which is what holds now`, rename(value.key, value.key.text, String(parsed.value)))],
        })
    }
  },
  page: {
    why: 'librdkafka reads values in ways of its own. It refuses what is out of range, a word that it does not know, `yes` for a switch; the client then does not start. But of a number it takes the digits and drops the rest: `session.timeout.ms=45s` is 45 milliseconds, and nobody says so.',
    whatToDo:
      'Write plain numbers in the unit of the key (`.ms` is milliseconds, `.kbytes` is KiB), `true` or `false`, and the words of the documentation. The Java client’s `auto.offset.reset=none` is `error` here.',
    staysSilent: 'For placeholders, secrets, and what only the start of a connection can tell (files, hosts).',
  },
  examples: {
    bad: [
      { about: 'Out of range', ...rdConsumer('session.timeout.ms=7200000'), severity: 'error' },
      { about: 'A word of the Java client', ...rdConsumer('auto.offset.reset=none'), severity: 'error' },
      { about: 'A switch', ...rdConsumer('enable.auto.commit=yes'), severity: 'error' },
      { about: 'Forty-five milliseconds', ...rdProducer('linger.ms=45s'), severity: 'warning' },
    ],
    good: [{ about: 'In any case, and in the words of librdkafka', ...rdConsumer('auto.offset.reset=Smallest', 'enable.auto.commit=F', 'isolation.level=READ_COMMITTED') }],
  },
  sources: ['rd_kafka_anyconf_set_prop; executed on librdkafka 2.0.2 and 2.16.0'],
})

const WORDS: Readonly<Record<string, string>> = { yes: 'true', on: 'true', enabled: 'true', no: 'false', off: 'false', disabled: 'false' }

function fixesFor({ key, text }: WrittenKey['value'], record: KeyRecord) {
  const word = text.text.toLowerCase()
  const meant = record.type === 'boolean' ? WORDS[word] : key.text === 'auto.offset.reset' && word === 'none' ? 'error' : undefined
  return meant === undefined ? [] : [safe(`Write ${meant}`, rename(key, key.text, meant))]
}
