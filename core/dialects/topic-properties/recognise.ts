import type { FileInput, Recognition } from '../dialect.ts'
import { CONSUMER, isBrokerKey, PRODUCER } from '../shared/kafka-evidence.ts'
import { baseName, isForeignSyntax, scanKeys } from '../shared/key-scan.ts'

export const ID = 'topic-properties'

/** Keys that only a topic has. */
export const TELLS =
  /^(?:cleanup\.policy|retention\.(?:ms|bytes)|segment\.(?:bytes|ms|jitter\.ms|index\.bytes)|delete\.retention\.ms|max\.message\.bytes|message\.(?:timestamp|format|downconversion)\.[\w.]+|min\.cleanable\.dirty\.ratio|(?:min|max)\.compaction\.lag\.ms|flush\.(?:ms|messages)|file\.delete\.delay\.ms|index\.interval\.bytes|preallocate|local\.retention\.(?:ms|bytes)|remote\.storage\.enable|(?:leader|follower)\.replication\.throttled\.replicas)$/

export function recogniseTopic({ path, text }: FileInput): Recognition | undefined {
  const file = baseName(path)
  if (!/\.(?:properties|config|cfg)$/.test(file)) return undefined
  const scanned = scanKeys(text)
  if (isForeignSyntax(text, scanned)) return undefined
  const keys = [...scanned]
  const tell = keys.find((k) => TELLS.test(k))
  const isOther =
    keys.filter(isBrokerKey).length > (tell && /topic/.test(file) ? 1 : 0) ||
    keys.some((k) => CONSUMER.has(k) || PRODUCER.has(k) || k === 'connector.class' || k === 'application.id')
  return tell === undefined || isOther ? undefined : { dialect: ID, because: `the key ${tell}`, as: `${ID} ${topicName(path)}` }
}

/** `topic-orders.properties`, `orders.topic.properties`, `orders-topic.properties` speak of `orders`. */
function topicName(path: string): string {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:properties|config|cfg)$/i, '')
  const name = stem.replace(/^topics?[-_.]|[-_.]topics?$/i, '')
  return /^topics?$/i.test(name) || /\s/.test(name) ? '' : name
}
