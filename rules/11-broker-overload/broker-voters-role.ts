import { defineRule, stated } from '../../core/engine/define-rule.ts'
import { broker, controller } from '../shared/broker-example.ts'
import { roleIn } from '../shared/listeners.ts'

interface Data {
  readonly node: number
  readonly voters: string
}

export default defineRule({
  id: 'broker-voters-role',
  summary: 'The quorum counts a broker in, or leaves a controller out',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { voters: 'controller.quorum.voters', node: stated('node.id'), broker: stated('broker.id'), roles: 'process.roles' },
  fix: 'none',
  messages: {
    counted: ({ node, voters }: Data) => `controller.quorum.voters has node ${node} (${voters}), and process.roles makes this server a broker alone: it refuses to start.`,
    missing: ({ node, voters }: Data) => `process.roles makes node ${node} a controller, and controller.quorum.voters (${voters}) leaves it out: it refuses to start.`,
  },
  lint({ voters, node: own, broker: old, roles }, report) {
    // Where only one of the two is written the class puts it into the other.
    const node = own ?? old
    const role = roleIn(roles)
    const ids = voters.value.filter(Boolean).map((entry) => Number(entry.slice(0, entry.indexOf('@'))))
    if (!node || role === 'zookeeper' || ids.length === 0 || ids.some(Number.isNaN)) return
    const isVoter = ids.includes(node.value)
    const said = { data: { node: node.value, voters: ids.join(', ') }, at: [node, voters, roles] }
    if (role === 'broker' && isVoter) report('counted', said)
    if (role !== 'broker' && !isVoter) report('missing', said)
  },
  page: {
    why: 'A static quorum is the list of the controllers, by the numbers of their nodes. Brokers have numbers of the same range, so a number that is used twice makes a broker count as a voter that never votes; a controller that is not listed would wait for ever.',
    whatToDo:
      'Give brokers and controllers numbers that do not meet, and list exactly the controllers. From 3.9 a dynamic quorum needs no list: `controller.quorum.bootstrap.servers`.',
    staysSilent: 'Without a list of voters, and for placeholders in any of the three.',
  },
  examples: {
    bad: [
      { about: 'A broker with a controller’s number', ...broker('node.id=1'), severity: 'error' },
      { about: 'A controller that nobody counts', ...controller('listeners=CONTROLLER://:9093', 'node.id=2'), severity: 'error' },
    ],
    good: [
      { about: 'A broker beside its controller', ...broker() },
      { about: 'A number for each replica of the set', ...controller('listeners=CONTROLLER://:9093', 'node.id=${ORDINAL}') },
    ],
  },
  sources: ['KafkaConfig.validateValues; executed on 3.9.2, 4.1.2 and 4.4.0'],
})
