import type { Kind } from '../../core/catalogue/kinds.ts'
import { defineRule, identity, release, safe, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { partsOf, STRICTER, troubleOf } from '../shared/bootstrap.ts'
import { consumer, producer } from '../shared/example.ts'
import { entriesAt } from '../shared/list.ts'
import { refuses } from '../shared/refuses.ts'

export default defineRule({
  id: 'bootstrap-space-separated',
  summary: 'Addresses of brokers are separated by something else than commas',
  scenario: 12,
  component: ['consumer', 'producer', 'client'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { servers: 'bootstrap.servers' },
  given: { self: identity(), client: release(), pattern: versionOf('kafkaClient', ...STRICTER) },
  fix: 'safe',
  messages: {
    refused: ({ kind }: { kind: Kind }) => `Addresses are separated by commas; this is taken for one address: ${refuses(kind)}.`,
    onlyLast: ({ last }: { last: string }) =>
      `Addresses are separated by commas; of these the client uses the last one alone (${last}), and clients of 3.8, 3.9.0 and from 4.0 refuse to start.`,
  },
  lint({ servers, self: { kind }, client }, report) {
    const found = servers.value.flatMap((entry) => ({ entry, trouble: troubleOf(entry, client) })).filter(({ trouble }) => trouble?.is === 'separator')
    if (found.length === 0) return
    const entries = found.map(({ entry }) => entry)
    const all = servers.value.flatMap(partsOf)
    const at = { at: entriesAt(servers, entries), key: servers.key }
    const title = 'Separate the addresses by commas'
    const isSound = all.every((address) => troubleOf(address, client) === undefined)
    const fixes = (make: typeof safe | typeof unsafe) => (isSound ? [make(title, set('bootstrap.servers', all))] : [])
    if (found.some(({ trouble }) => trouble?.refused)) report('refused', { data: { kind }, ...at, fixes: fixes(safe) })
    else report('onlyLast', { data: { last: entries.flatMap(partsOf).at(-1) ?? '' }, ...at, severity: 'warning', fixes: fixes(unsafe) })
  },
  page: {
    why: 'The list of addresses is cut at commas and at nothing else. What is separated by blanks, semicolons or bars is one entry, of which older clients use the last address alone: the client works until that one broker is down. Clients of 3.8.0 to 3.9.0 and from 4.0 refuse such an entry.',
    whatToDo: 'Write commas, with blanks behind them if you like.',
    staysSilent: 'For a placeholder, and where what is separated are no addresses. No host is looked up.',
  },
  examples: {
    bad: [
      { about: 'Blanks, on a current client', file: 'producer.properties', text: 'bootstrap.servers=a.acme.com:9092 b.acme.com:9092\nacks=all\n', kafka: '4.1', severity: 'error' },
      {
        about: 'Semicolons, in 3.9: only the last one counts',
        file: 'consumer.properties',
        text: 'bootstrap.servers=a:9092;b:9092\ngroup.id=billing\n',
        kafka: '3.9',
        severity: 'warning',
      },
      {
        about: 'A port that is missing at the end is refused everywhere',
        file: 'client.properties',
        text: 'bootstrap.servers=a:9092 b\nsecurity.protocol=SSL\n',
        kafka: '3.6',
        severity: 'error',
      },
    ],
    good: [
      { about: 'Commas with blanks', ...consumer('bootstrap.servers=a:9092, b:9092 , c:9092'), kafka: '4.1' },
      { about: 'Put in later', ...producer('bootstrap.servers=${BROKERS}') },
    ],
  },
  sources: [
    'Utils.HOST_PORT_PATTERN, ClientUtils.parseAndValidateAddresses: ConfigException in 3.8.0, 3.8.1, 3.9.0 and from 4.0.0; accepted by 2.8.2 to 3.7.2, 3.9.1 and 3.9.2; executed',
  ],
})
