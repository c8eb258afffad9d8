import { refusedUnder } from '../../core/catalogue/frameworks.ts'
import type { Kind } from '../../core/catalogue/kinds.ts'
import { lifeOf } from '../../core/catalogue/life.ts'
import { defineRule, keysWithHistory, identity, release, remove, safe } from '../../core/engine/define-rule.ts'
import { showVersion, type Version } from '../../core/text/version.ts'
import { consumer, topic } from '../shared/example.ts'
import { KAFKA_KINDS } from '../shared/kinds.ts'
import { refuses, refusesUnknown } from '../shared/refuses.ts'
import { replacing } from '../shared/replacement.ts'
import { isOfZooKeeper } from '../shared/zookeeper.ts'

interface Data {
  readonly key: string
  readonly gone: Version
  readonly who: string
  readonly instead: string | undefined
}

export default defineRule({
  id: 'key-removed-in-version',
  summary: 'A key that the release no longer has: it does nothing, or is refused',
  scenario: 12,
  component: KAFKA_KINDS,
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: keysWithHistory() },
  given: { self: identity(), release: release() },
  fix: 'safe',
  messages: {
    ignored: ({ key, gone, instead }: Data) => `${key} is gone since ${showVersion(gone)}: it is taken without a word and has no effect${inWords(instead)}.`,
    refused: ({ key, gone, who, instead }: Data) => `${key} is gone since ${showVersion(gone)}: ${who}${inWords(instead)}.`,
  },
  lint({ keys, self: { kind }, release: v }, report) {
    const isRefused = refusesUnknown(kind)
    for (const found of keys) {
      const life = lifeOf(found.record, v)
      if (life?.state !== 'removed' || isSaidElsewhere(kind, found.key, v)) continue
      const instead = found.record.replacedBy
      const fix = replacing(kind, found, keys) ?? safe(`Remove ${found.key}`, remove(found.key, found.value.key))
      const said = { data: { key: found.key, gone: life.in, who: refuses(kind), instead }, at: [found.value.key], key: found.key, fixes: [fix] }
      if (isRefused) report('refused', { ...said, severity: 'error', refusal: true })
      else report('ignored', said)
    }
  },
  page: {
    why: 'Each major release drops keys. A client goes on taking them, since it takes any key, and the protection or tuning that the file claims is not there; a topic or a group with such a key is refused as a whole, be it in a script that worked for years.',
    whatToDo:
      'Remove it, or write what has taken its place. If the file serves older releases too, state the range (`# weir: kafka=3.6..4.1`), and the finding says where it holds.',
    staysSilent: 'For keys that the release still knows, deprecated or not, and for keys that no release ever had (`unknown-key`).',
  },
  examples: {
    bad: [
      { about: 'The JMX reporter is a reporter like any other from 4.0 on', ...consumer('auto.include.jmx.reporter=true'), kafka: '4.0', severity: 'warning' },
      { about: 'A broker of 4.0 refuses the topic', ...topic('orders', {}, 'message.format.version: "3.0"'), kafka: '4.0', severity: 'error' },
      { about: 'Only in a part of the releases', ...consumer('auto.include.jmx.reporter=true'), kafka: '3.6..4.1', severity: 'info' },
    ],
    good: [
      { about: 'Still there', ...consumer('auto.include.jmx.reporter=true'), kafka: '3.9' },
      { about: 'The topic of an older broker', ...topic('orders', {}, 'message.format.version: "3.0"'), kafka: '3.9' },
    ],
  },
  sources: ['ConfigDefs of the released jars, 2.8 to 4.4; AbstractConfig.logUnused; LogConfig.validateNames'],
})

/** All that went with ZooKeeper is one finding of its own, and so is what share consumers refuse. */
const isSaidElsewhere = (kind: Kind, key: string, v: Version): boolean =>
  (kind === 'broker' && isOfZooKeeper(key)) || (kind === 'share-consumer' && refusedUnder('share', v).has(key))

const inWords = (instead: string | undefined): string => (instead === undefined ? '' : `. ${instead} has taken its place`)
