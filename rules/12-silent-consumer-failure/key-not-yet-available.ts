import type { Kind } from '../../core/catalogue/kinds.ts'
import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import { lifeOf } from '../../core/catalogue/life.ts'
import { knows } from '../../core/catalogue/lookup.ts'
import { defineRule, keysWithHistory, identity, release, remove, unsafe } from '../../core/engine/define-rule.ts'
import { showVersion, type Version } from '../../core/text/version.ts'
import { consumer, producer, topic } from '../shared/example.ts'
import { KAFKA_KINDS, LIBRDKAFKA_KINDS } from '../shared/kinds.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { refuses, refusesUnknown } from '../shared/refuses.ts'

/** Read by `AbstractConfig` of every release, long before a ConfigDef has it. */
const READ_BEFORE: ReadonlySet<string> = new Set(['config.providers'])

interface Data {
  readonly key: string
  readonly from: Version
  readonly who: string
}

export default defineRule({
  id: 'key-not-yet-available',
  summary: 'A key that only later releases have: it does nothing yet, or is refused',
  scenario: 12,
  component: [...KAFKA_KINDS, ...LIBRDKAFKA_KINDS],
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: keysWithHistory() },
  given: { self: identity(), release: release() },
  fix: 'unsafe',
  messages: {
    ignored: ({ key, from }: Data) => `${key} comes with ${showVersion(from)}: this release takes it without a word, and it has no effect.`,
    refused: ({ key, from, who }: Data) => `${key} comes with ${showVersion(from)}: ${who}.`,
    unset: ({ key, from }: Data) => `librdkafka ${showVersion(from)} has ${key}, this release does not: rd_kafka_conf_set refuses it, and the client does not start.`,
  },
  lint({ keys, self: { kind }, release: v }, report) {
    const isRefused = refusesUnknown(kind) || isLibrdkafka(kind)
    for (const { key, record, value } of keys) {
      const life = lifeOf(record, v)
      if (life?.state !== 'later' || READ_BEFORE.has(key)) continue
      const said = { data: { key, from: life.from, who: refuses(kind) }, at: [value.key], key, fixes: [unsafe(`Remove ${key} until then`, remove(key, value.key))] }
      if (isRefused) report(isLibrdkafka(kind) ? 'unset' : 'refused', { ...said, severity: 'error', refusal: true })
      // One file of settings for several clients: the others may have it already.
      else report('ignored', isSiblings(kind, key, v) ? { ...said, severity: 'info' } : said)
    }
  },
  page: {
    why: 'A setting that was copied from newer documentation changes nothing in an older client, and nothing says so: `group.protocol=consumer` on 3.6 is the classic protocol. A broker refuses a topic with a key that it does not know yet, and librdkafka a client.',
    whatToDo: 'Upgrade, or remove the line and do without. State the release that really runs (`# weir: kafka=3.6`, `# weir: librdkafka=2.0`, `weir.yaml`) if it is another one.',
    staysSilent: 'For keys that the release knows. Releases that the catalogue does not know yet are judged as the newest that it does.',
  },
  examples: {
    bad: [
      { about: 'The new group protocol', ...consumer('group.protocol=consumer'), kafka: '3.6', severity: 'warning' },
      { about: 'A compression level', ...producer('compression.type=zstd', 'compression.zstd.level=6'), kafka: '3.7', severity: 'warning' },
      { about: 'A consumer has had it for long', ...producer('client.rack=a', 'linger.ms=5'), kafka: '4.3', severity: 'info' },
      { about: 'librdkafka refuses the client', file: 'config.ini', text: `# weir: librdkafka=2.0\n${rdConsumer('group.protocol=consumer').text}`, severity: 'error' },
      { about: 'A broker refuses the topic', ...topic('orders', {}, 'message.timestamp.after.max.ms: 3600000'), kafka: '3.5', severity: 'error' },
    ],
    good: [
      { about: 'It is there', ...consumer('group.protocol=consumer'), kafka: '3.7' },
      { about: 'librdkafka has it', file: 'config.ini', text: `# weir: librdkafka=2.16\n${rdConsumer('group.protocol=consumer').text}` },
      { about: 'A backport', ...topic('orders', {}, 'max.decompressed.message.bytes: 104857600'), kafka: '4.2.2' },
    ],
  },
  sources: ['ConfigDefs of the released jars, 2.8 to 4.4; rd_kafka_conf_set of librdkafka 2.0.2 and 2.16.0; AbstractConfig.logUnused; LogConfig.validateNames'],
})

const CLIENTS: readonly Kind[] = ['consumer', 'producer', 'admin']
const isSiblings = (kind: Kind, key: string, v: Version): boolean => CLIENTS.includes(kind) && CLIENTS.some((other) => other !== kind && knows(other, key, v))
