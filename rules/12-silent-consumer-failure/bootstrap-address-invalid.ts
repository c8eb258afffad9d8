import type { Kind } from '../../core/catalogue/kinds.ts'
import type { Version } from '../../core/text/version.ts'
import { defineRule, identity, otherwise, release, safe, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { cleaned, STRICTER, troubleOf, type Trouble } from '../shared/bootstrap.ts'
import { consumer, producer } from '../shared/example.ts'
import { entriesAt } from '../shared/list.ts'
import { refuses } from '../shared/refuses.ts'

/** Where listeners are in examples and in most clusters; what it is in yours the file does not show. */
const USUAL_PORT = 9092

const WHY: Readonly<Record<Exclude<Trouble, 'separator'>, string>> = { noPort: 'has no port', badPort: 'has a port that does not exist', malformed: 'is no address' }

export default defineRule({
  id: 'bootstrap-address-invalid',
  summary: 'The address of a broker is not host:port',
  scenario: 12,
  component: ['consumer', 'producer', 'client'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { servers: 'bootstrap.servers' },
  given: { self: identity(), resolving: otherwise('bootstrap.resolve.timeout.ms', 0), client: release(), pattern: versionOf('kafkaClient', ...STRICTER, '4.2') },
  fix: 'safe',
  messages: {
    invalid: ({ entry, why, kind }: { entry: string; why: string; kind: Kind }) => `${entry} ${why}: ${refuses(kind)}.`,
    notFound: ({ entry }: { entry: string }) => `${entry} has a port that does not exist: the client starts, and never finds that broker.`,
    nobody: ({ kind }: { kind: Kind }) => `bootstrap.servers names nobody: ${refuses(kind)}.`,
  },
  lint({ servers, self: { kind }, resolving, client, pattern }, report) {
    const entries = servers.value
    // From 4.2 the list itself may not be empty, and `value-invalid` says so.
    if (servers.written && entries.every((entry) => entry === '') && !pattern.atLeast('4.2')) report('nobody', { data: { kind }, at: [servers] })
    for (const entry of new Set(entries)) {
      const trouble = troubleOf(entry, client)
      if (!trouble || trouble.is === 'separator') continue
      const said = { at: entriesAt(servers, [entry]).slice(0, 1), key: servers.key, fixes: fixesFor(entries, entry, trouble.is, client) }
      // A client that may go on looking for brokers does not mind a port until then, if it is a number to Java at all.
      if (trouble.is === 'badPort' && resolving.value > 0 && isInt(entry)) report('notFound', { data: { entry }, severity: 'warning', ...said })
      else report('invalid', { data: { entry, why: WHY[trouble.is], kind }, ...said })
    }
  },
  page: {
    why: 'Each entry is a host and a port, with a scheme in front if somebody likes (`SSL://host:9093`); there is no default port. The constructor of the client throws for the first entry that is none, whatever the others are, and for a list without any.',
    whatToDo: 'Write `host:port`, separated by commas, without quotes, brackets and paths. The port is that of the listener for clients.',
    staysSilent: 'For placeholders and words that are obviously filled in later. Whether a host exists is never looked up, and a client accepts the list if one of them does.',
  },
  examples: {
    bad: [
      { about: 'No port', ...consumer('bootstrap.servers=kafka.acme.com'), severity: 'error' },
      { about: 'Quotes belong to the value', ...producer('bootstrap.servers="kafka:9092"'), severity: 'error' },
      { about: 'No such port', ...producer('bootstrap.servers=a:9092,b:90922'), severity: 'error' },
      { about: 'Nobody', ...producer('bootstrap.servers='), kafka: '3.9', severity: 'error' },
      {
        about: 'No such port, and a client that looks for brokers later',
        ...producer('bootstrap.servers=a:90922', 'bootstrap.resolve.timeout.ms=60000'),
        kafka: '4.4',
        severity: 'warning',
      },
      {
        about: 'A port that is no number even to such a client',
        ...producer('bootstrap.servers=a:99999999999', 'bootstrap.resolve.timeout.ms=60000'),
        kafka: '4.4',
        severity: 'error',
      },
      { about: 'A user, from 4.0', ...producer('bootstrap.servers=admin@kafka:9092'), kafka: '4.0', severity: 'error' },
    ],
    good: [
      { about: 'Addresses in all their forms', ...consumer('bootstrap.servers=a:9092, SSL://b.acme.com:9093 ,[::1]:9092,10.0.0.1:9092') },
      { about: 'What is put in', ...consumer('bootstrap.servers=${BROKERS}') },
      { about: 'Blanks are the business of bootstrap-space-separated', ...consumer('bootstrap.servers=a:9092 b:9092'), kafka: '4.1' },
      { about: 'A word that is put in', ...consumer('bootstrap.servers=KAFKA_BROKERS') },
      { about: 'What stands in front of the @ was dropped in 3.9', ...producer('bootstrap.servers=admin@kafka:9092'), kafka: '3.9' },
    ],
  },
  sources: [
    'ClientUtils.parseAndValidateAddresses: ConfigException "Invalid url", "Invalid port", "No resolvable bootstrap urls"; executed on 2.8.2 to 4.4.0; with bootstrap.resolve.timeout.ms above 0 a port that is an int is not looked at (4.4.0)',
  ],
})

/** Whether the port fits an int. */
const isInt = (entry: string): boolean => Number(/\d+$/.exec(entry)?.[0]) < 2 ** 31

/** The list with that entry mended. */
function fixesFor(entries: readonly string[], wrong: string, is: Trouble, v: Version) {
  const right = cleaned(wrong)
  const replaced = (by: string) =>
    set(
      'bootstrap.servers',
      entries.map((entry) => (entry === wrong ? by : entry)),
    )
  if (right !== undefined && !troubleOf(right, v)) return [safe(`Write ${right}`, replaced(right))]
  return is === 'noPort' ? [unsafe(`Use port ${USUAL_PORT}`, replaced(`${wrong}:${USUAL_PORT}`))] : []
}
