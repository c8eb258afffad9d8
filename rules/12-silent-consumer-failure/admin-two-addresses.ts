import { defineRule, remove, stated, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { admin } from '../shared/example.ts'

const [SERVERS, CONTROLLERS] = ['bootstrap.servers', 'bootstrap.controllers'] as const

export default defineRule({
  id: 'admin-two-addresses',
  summary: 'An admin client with the addresses of brokers and of controllers, or with neither',
  scenario: 12,
  component: 'admin',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { servers: stated(SERVERS), controllers: stated(CONTROLLERS) },
  given: { client: versionOf('kafkaClient', '3.7') },
  fix: 'unsafe',
  messages: {
    both: () => `${SERVERS} and ${CONTROLLERS} exclude each other: an admin client talks to the brokers or, past them, to the controllers, and refuses to start with both.`,
    neither: ({ key }: { key: string }) => `${key} is empty: the admin client has nobody to talk to, and refuses to start.`,
  },
  lint({ servers, controllers, client }, report) {
    const known = client.atLeast('3.7') ? controllers : undefined
    const [toServers, toControllers] = [isGiven(servers?.value), isGiven(known?.value)]
    if (toServers && toControllers)
      report('both', {
        data: undefined,
        at: [known, servers],
        fixes: [unsafe(`Talk to the brokers: remove ${CONTROLLERS}`, remove(CONTROLLERS)), unsafe(`Talk to the controllers: remove ${SERVERS}`, remove(SERVERS))],
      })
    const empty = servers ?? known
    // Nothing written proves nothing: tools are given the address on their command line.
    if (empty && !toServers && !toControllers) report('neither', { data: { key: empty.key }, at: [empty] })
  },
  page: {
    why: 'From 3.7 an admin client can talk to the controllers of a cluster directly, for the time when no broker answers (KIP-919). It then does other things than at a broker, so the two addresses are not alternatives of each other: with both of them, or with an empty one, `KafkaAdminClient` throws.',
    whatToDo: 'Keep `bootstrap.servers` for topics, groups and access rights. Make a second file with `bootstrap.controllers` for the quorum.',
    staysSilent:
      'Where none of the two is written: tools and programs bring the address themselves. Where one is a placeholder, and before 3.7 for the controllers, which are not known there.',
  },
  examples: {
    bad: [
      { about: 'Both', ...admin('bootstrap.servers=broker:9092', 'bootstrap.controllers=controller:9093'), kafka: '3.9', severity: 'error' },
      { about: 'An empty one', ...admin('bootstrap.servers=', 'bootstrap.controllers='), kafka: '4.1', severity: 'error' },
    ],
    good: [
      { about: 'One of them', ...admin('bootstrap.controllers=controller:9093'), kafka: '4.1' },
      { about: 'The other one is empty', ...admin('bootstrap.servers=broker:9092', 'bootstrap.controllers='), kafka: '4.1' },
      { about: 'The address comes from the command line', ...admin('request.timeout.ms=20000', 'sasl.mechanism=PLAIN', 'security.protocol=SASL_SSL'), kafka: '4.1' },
    ],
  },
  sources: ['AdminBootstrapAddresses.fromConfig, ClientUtils.parseAndValidateAddresses; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0; KIP-919'],
})

const isGiven = (addresses: readonly string[] | undefined): boolean => addresses !== undefined && addresses.length > 0
