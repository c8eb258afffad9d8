import type { Kind } from '../../core/catalogue/kinds.ts'
import { defaultAt } from '../../core/catalogue/lookup.ts'
import { parseValue } from '../../core/catalogue/values.ts'
import { defineRule, everyKey, identity, release, remove, safe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'
import type { Version } from '../../core/text/version.ts'
import { consumer } from '../shared/example.ts'
import { KAFKA_KINDS } from '../shared/kinds.ts'

/** Keys that mean something together with others: written down, they say that the pair was meant. */
const PAIRED =
  /^(?:acks|retries|enable\.idempotence|max\.in\.flight\.|(?:session|request|delivery|transaction)\.timeout\.ms|heartbeat\.interval\.ms|max\.poll\.|linger\.ms|fetch\.|batch\.size|buffer\.memory|group\.protocol|enable\.auto\.commit|auto\.commit\.|cleanup\.policy|(?:local\.)?retention\.|min\.insync\.replicas|segment\.|(?:max|min)\.compaction\.|remote\.|(?:\w+\.)+(?:replication\.factor|min\.isr)$|log\.(?:(?:local\.)?retention|segment|roll|cleanup)\.)/

export default defineRule({
  id: 'value-equals-default',
  summary: 'The value is the default, in this release as in all others',
  scenario: 12,
  component: KAFKA_KINDS,
  severity: 'hint',
  since: '0.1.0',
  optIn: 'strict',
  needs: { keys: everyKey() },
  given: { self: identity(), release: release() },
  fix: 'safe',
  messages: { same: ({ key, text }: { key: string; text: string }) => `${key}=${text} is what holds anyway, in every release from 2.8 on.` },
  lint({ keys, self: { kind }, release: v }, report) {
    for (const found of keys) {
      if (!saysNothing(kind, found, v)) continue
      const { key, value } = found
      report('same', { data: { key, text: value.text.text }, at: [value.text], key, fixes: [safe(`Remove ${key}`, remove(key, value.key))] })
    }
  },
  page: {
    why: 'A line that repeats the default looks like a decision. Whoever tunes the file later takes it for one, and the lines that were decided are lost among it.',
    whatToDo: 'Remove it, or say beside it why it must stay. The rule speaks only with `extends: strict`.',
    staysSilent:
      'For keys whose default has changed since 2.8, since writing it down protects from the change; for keys that mean something together with others (timeouts, acknowledgements, retention); for secrets and placeholders.',
  },
  examples: {
    bad: [{ about: 'With `extends: strict`', ...consumer('check.crcs=true'), severity: 'hint' }],
    good: [
      {
        about: 'Connect puts another value into its consumers',
        file: 'connect-distributed.properties',
        text: 'group.id=connect\nconfig.storage.topic=connect-configs\nkey.converter=org.apache.kafka.connect.storage.StringConverter\nconsumer.auto.offset.reset=latest\n',
      },
      { about: 'Half of a pair', ...consumer('heartbeat.interval.ms=3000', 'session.timeout.ms=45000'), kafka: '3.9' },
      { about: 'The default of 2.8 was another one', ...consumer('metadata.recovery.strategy=rebootstrap'), kafka: '4.0' },
      { about: 'Not the default', ...consumer('check.crcs=false') },
    ],
  },
  sources: ['ConfigDefs of the released jars, 2.8 to 4.4'],
})

function saysNothing(kind: Kind, { key, record, value, repeats, covers }: WrittenKey, v: Version): boolean {
  if (!record) return false
  const held = defaultAt(kind, key, v)
  if (held === undefined || record.documented || (record.default?.length ?? 0) > 1 || record.known !== undefined || PAIRED.test(key)) return false
  // Some release refuses a component without it.
  if (covers || record.required?.some(([, isRequired]) => isRequired)) return false
  if (value.placeholder || value.unknown !== undefined || value.text instanceof Secret || repeats.length > 0) return false
  const [written, byDefault] = [value.text.text, held].map((text) => parseValue(kind, record, text, v))
  return written !== undefined && byDefault !== undefined && 'value' in written && 'value' in byDefault && JSON.stringify(written.value) === JSON.stringify(byDefault.value)
}
