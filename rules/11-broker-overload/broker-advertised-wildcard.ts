import { defineRule } from '../../core/engine/define-rule.ts'
import { broker, controller, zooKeeperBroker } from '../shared/broker-example.ts'
import { entriesAt } from '../shared/list.ts'
import { advertisedBy, LISTENING } from '../shared/listeners.ts'

/** Binds all addresses of a machine and leads to none. */
const WILDCARD = '0.0.0.0'

export default defineRule({
  id: 'broker-advertised-wildcard',
  summary: 'The address that clients are told is 0.0.0.0, which leads nowhere',
  scenario: 11,
  also: [12],
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { listeners: LISTENING.listeners, advertised: LISTENING.advertised },
  given: { controllers: LISTENING.controllers, map: LISTENING.map, roles: LISTENING.roles },
  fix: 'none',
  messages: {
    told: (_: Record<never, never>) => 'advertised.listeners tells clients to connect to 0.0.0.0, which is no address of any machine: the broker refuses to start.',
    derived: (_: Record<never, never>) =>
      'Without advertised.listeners clients are told what listeners binds, and 0.0.0.0 is no address that they could connect to: the broker refuses to start. An empty host binds all addresses as well.',
  },
  lint(all, report) {
    const wild = advertisedBy(all)?.filter(({ host }) => host === WILDCARD) ?? []
    const from = all.advertised ?? all.listeners
    if (wild.length === 0 || !from) return
    const at = entriesAt(
      from,
      wild.map((l) => l.text),
    )
    report(all.advertised ? 'told' : 'derived', { data: {}, at, key: from.key })
  },
  page: {
    why: 'A client connects twice: first to the address that it was given, then to the one that the broker tells it. `0.0.0.0` means “all addresses of this machine” to whoever binds it, and the client’s own machine, or nothing, to whoever connects to it. So the broker does not start with it.',
    whatToDo:
      'Say in `advertised.listeners` how clients reach this broker (`PLAINTEXT://broker-3.example.org:9092`) and go on binding `0.0.0.0`, or leave the host in `listeners` empty: it binds all addresses, and the name of the machine is advertised.',
    staysSilent: 'For the listeners of controllers, which are not advertised, and for placeholders.',
  },
  examples: {
    bad: [
      { about: 'Nothing else is advertised', ...zooKeeperBroker('listeners=PLAINTEXT://0.0.0.0:9092'), kafka: '3.9', severity: 'error' },
      { about: 'Told to clients', ...broker('listeners=PLAINTEXT://:9092', 'advertised.listeners=PLAINTEXT://0.0.0.0:9092'), severity: 'error' },
    ],
    good: [
      { about: 'Bound and not advertised', ...broker('listeners=PLAINTEXT://0.0.0.0:9092', 'advertised.listeners=PLAINTEXT://broker-3:9092') },
      { about: 'No host at all', ...broker('listeners=PLAINTEXT://:9092') },
      { about: 'A controller', ...controller('listeners=CONTROLLER://0.0.0.0:9093') },
    ],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
