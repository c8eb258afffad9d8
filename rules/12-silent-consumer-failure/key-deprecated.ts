import { lifeOf } from '../../core/catalogue/life.ts'
import { newest } from '../../core/catalogue/releases.ts'
import { lineOf, type Kind } from '../../core/catalogue/kinds.ts'
import { defineRule, keysWithHistory, identity, release, type WrittenKey } from '../../core/engine/define-rule.ts'
import { showVersion, type Version } from '../../core/text/version.ts'
import { consumer, topic } from '../shared/example.ts'
import { KAFKA_KINDS, LIBRDKAFKA_KINDS } from '../shared/kinds.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { replacing } from '../shared/replacement.ts'

interface Data {
  readonly key: string
  readonly instead: string | undefined
  readonly gone: Version | undefined
}

export default defineRule({
  id: 'key-deprecated',
  summary: 'A key that still works and is on its way out',
  scenario: 12,
  component: [...KAFKA_KINDS, ...LIBRDKAFKA_KINDS],
  severity: 'info',
  since: '0.1.0',
  needs: { keys: keysWithHistory() },
  given: { self: identity(), release: release() },
  fix: 'none',
  messages: {
    deprecated: ({ key, instead, gone }: Data) =>
      `${key} is deprecated${gone === undefined ? '' : ` and gone in ${showVersion(gone)}`}${instead === undefined ? '' : `; ${instead} takes its place`}.`,
  },
  lint({ keys, self: { kind }, release: v }, report) {
    for (const found of keys) {
      const life = lifeOf(found.record, v)
      if (life?.state !== 'known' || !life.deprecated) continue
      const fix = replacing(kind, found, keys)
      const data = { key: found.key, instead: found.record.replacedBy, gone: removal(kind, found) }
      report('deprecated', { data, at: [found.value.key], key: found.key, fixes: fix ? [fix] : [] })
    }
  },
  page: {
    why: 'Deprecated keys work until a major release drops them; then clients ignore them in silence, and topics that carry them are refused. Whoever knows it before the upgrade has a line to change, not an incident.',
    whatToDo: 'Write what takes its place, where the release has it already, or remove the line before the upgrade.',
    staysSilent: 'Where the release does not mark the key as deprecated.',
  },
  examples: {
    bad: [
      { about: 'Gone in 4.0', ...consumer('auto.include.jmx.reporter=true'), kafka: '3.9', severity: 'info' },
      { about: 'Of librdkafka', ...rdConsumer('api.version.request=true'), severity: 'info' },
      { about: 'On a topic', ...topic('orders', {}, 'message.timestamp.difference.max.ms: 86400000'), kafka: '3.7', severity: 'info' },
    ],
    good: [{ about: 'Not deprecated', ...topic('orders', {}, 'message.timestamp.before.max.ms: 86400000'), kafka: '3.7' }],
  },
  sources: ['Documentation of the keys in the ConfigDefs of the released jars, 2.8 to 4.4; property table of librdkafka 2.0.2 and 2.16.0'],
})

/** The release that drops it, as far as the catalogue sees. */
function removal(kind: Kind, { record }: WrittenKey): Version | undefined {
  const end = lifeOf(record, newest(lineOf[kind]))
  return end?.state === 'removed' ? end.in : undefined
}
