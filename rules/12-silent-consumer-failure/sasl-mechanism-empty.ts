import type { Kind } from '../../core/catalogue/kinds.ts'
import { defineRule, identity, versionOf } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { refuses } from '../shared/refuses.ts'

export default defineRule({
  id: 'sasl-mechanism-empty',
  summary: 'SASL is asked for without a mechanism',
  scenario: 12,
  component: ['consumer', 'producer', 'client'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { mechanism: 'sasl.mechanism', protocol: 'security.protocol' },
  given: { self: identity(), client: versionOf('kafkaClient', '3.3') },
  fix: 'none',
  messages: {
    empty: ({ protocol, kind }: { protocol: string; kind: Kind }) =>
      `security.protocol=${protocol.toUpperCase()} needs a mechanism, and sasl.mechanism is empty: ${refuses(kind)}.`,
  },
  lint({ mechanism, protocol, self, client }, report) {
    if (!client.atLeast('3.3') || mechanism.value !== '' || !protocol.value.toLowerCase().startsWith('sasl')) return
    report('empty', { data: { protocol: protocol.value, kind: self.kind }, at: [mechanism, protocol] })
  },
  page: {
    why: 'A client that authenticates by SASL must know how: by GSSAPI (Kerberos) where nothing is said, by PLAIN, SCRAM or OAUTHBEARER where it is. An empty `sasl.mechanism`, usually a variable that was never set, is none of them, and from 3.3 the configuration is refused.',
    whatToDo: 'Write the mechanism that the brokers offer, such as `SCRAM-SHA-512`, with the login module in `sasl.jaas.config` that belongs to it.',
    staysSilent:
      'Before 3.3, which starts and fails at the first connection; without a SASL protocol; for a placeholder. Whether the brokers offer a mechanism, and what the login module needs, no file of a client shows.',
  },
  examples: {
    bad: [
      { about: 'Nothing behind the sign', ...producer('security.protocol=SASL_SSL', 'sasl.mechanism='), kafka: '3.9', severity: 'error' },
      {
        about: 'A file that only says how to connect',
        file: 'client.properties',
        text: 'bootstrap.servers=broker:9092\nsecurity.protocol=SASL_PLAINTEXT\nsasl.mechanism=\n',
        kafka: '4.1',
        severity: 'error',
      },
    ],
    good: [
      { about: 'A mechanism', ...producer('security.protocol=SASL_SSL', 'sasl.mechanism=SCRAM-SHA-512'), kafka: '3.9' },
      { about: 'No SASL', ...producer('security.protocol=SSL', 'sasl.mechanism='), kafka: '3.9' },
      { about: '3.2 starts', ...producer('security.protocol=SASL_SSL', 'sasl.mechanism='), kafka: '3.2' },
    ],
  },
  sources: ['CommonClientConfigs.postValidateSaslMechanismConfig: ConfigException from 3.3; executed on 2.8.2 to 4.4.0'],
})
