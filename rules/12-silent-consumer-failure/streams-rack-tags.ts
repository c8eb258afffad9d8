import { defineRule, everyKey, optional, versionOf, type WrittenKey } from '../../core/engine/define-rule.ts'
import { Token } from '../../core/text/token.ts'
import { streams } from '../shared/example.ts'

const TAGS = 'rack.aware.assignment.tags'
const PREFIX = 'client.tag.'
/** `StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE`, `…_TAG_KEY_LENGTH`, `…_TAG_VALUE_LENGTH`: they bound what a member tells the group at each rebalance. */
const [MAX_TAGS, MAX_KEY, MAX_VALUE] = [5, 20, 30]

export default defineRule({
  id: 'streams-rack-tags',
  summary: 'Tags for rack-aware standbys that Kafka Streams refuses',
  scenario: 12,
  component: 'streams',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { tags: optional(TAGS), keys: everyKey() },
  given: { client: versionOf('kafkaClient', '3.2') },
  fix: 'none',
  messages: {
    tooMany: ({ count }: { count: number }) => `${TAGS} names ${count} tags, and ${MAX_TAGS} is the most: Kafka Streams refuses to start.`,
    missing: ({ tag }: { tag: string }) => `${TAGS} names ${tag}, and there is no ${PREFIX}${tag}: Kafka Streams refuses to start.`,
    longKey: ({ tag }: { tag: string }) => `The tag ${tag} is longer than ${MAX_KEY} characters: Kafka Streams refuses to start.`,
    longValue: ({ tag }: { tag: string }) => `The value of the tag ${tag} is longer than ${MAX_VALUE} characters: Kafka Streams refuses to start.`,
  },
  lint({ tags, keys, client }, report) {
    if (!client.atLeast('3.2')) return
    const own = keys.filter(({ key }) => key.startsWith(PREFIX))
    const named = tags?.value ?? []
    if (tags && named.length > MAX_TAGS) report('tooMany', { data: { count: named.length }, at: [tags] })
    const missing = named.find((tag) => !own.some(({ key }) => key === PREFIX + tag))
    if (tags && missing !== undefined && !keys.some(({ open }) => open)) report('missing', { data: { tag: missing }, at: [tags] })
    for (const { key, value } of own) {
      const tag = key.slice(PREFIX.length)
      if (tag.length > MAX_KEY) report('longKey', { data: { tag }, at: [value.key], key })
      else if (textOf({ value }).length > MAX_VALUE) report('longValue', { data: { tag }, at: [value.text], key })
    }
  },
  page: {
    why: 'With `client.tag.zone=a` an instance says where it runs, and `rack.aware.assignment.tags=zone` keeps standby replicas away from the zone of their active task (KIP-708). `StreamsConfig` refuses a listed tag that the instance does not have, more than five, and tags or values that are too long, since all of it travels with each rebalance.',
    whatToDo: 'Give every listed tag a `client.tag.<name>`, in each instance. Keep names to 20 characters, values to 30.',
    staysSilent: 'Before 3.2, which does not know the keys; for values that are placeholders.',
  },
  examples: {
    bad: [
      { about: 'A tag that nobody has', ...streams('rack.aware.assignment.tags=zone,cluster', 'client.tag.zone=a'), kafka: '3.9', severity: 'error' },
      {
        about: 'Six of them',
        ...streams('rack.aware.assignment.tags=a,b,c,d,e,f', ...['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => `client.tag.${tag}=1`)),
        kafka: '4.1',
        severity: 'error',
      },
      { about: 'A long name', ...streams('client.tag.availability-zone-name=a'), kafka: '4.1', severity: 'error' },
      { about: 'A long value', ...streams('client.tag.zone=eu-central-1-datacentre-frankfurt'), kafka: '4.1', severity: 'error' },
    ],
    good: [
      { about: 'Each has its tag', ...streams('rack.aware.assignment.tags=zone', 'client.tag.zone=${ZONE}', 'client.tag.host=b'), kafka: '4.1' },
      { about: 'Not known yet', ...streams('rack.aware.assignment.tags=zone'), kafka: '3.1' },
    ],
  },
  sources: ['KIP-708; StreamsConfig.verifyClientTags and validator of rack.aware.assignment.tags; executed on 4.1.2 and 4.4.0'],
})

function textOf({ value }: Pick<WrittenKey, 'value'>): string {
  return value.text instanceof Token && !value.placeholder && value.unknown === undefined ? value.text.text : ''
}
