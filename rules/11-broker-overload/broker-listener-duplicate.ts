import { defineRule, versionOf } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { entriesAt } from '../shared/list.ts'
import { LISTENING, listenersIn, type Listener } from '../shared/listeners.ts'

export default defineRule({
  id: 'broker-listener-duplicate',
  summary: 'Two listeners have one name or one port',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { listeners: LISTENING.listeners, advertised: LISTENING.advertised },
  given: { broker: versionOf('kafkaBroker', '3.6') },
  fix: 'none',
  messages: {
    name: ({ name, key }: { name: string; key: string }) => `${key} has two listeners of the name ${name}: each must have its own, and the server refuses to start.`,
    port: ({ port }: { port: number }) => `Two listeners bind the port ${port}: each must have its own, and the server refuses to start.`,
  },
  lint({ listeners, advertised, broker: release }, report) {
    for (const setting of [listeners, advertised]) {
      if (!setting) continue
      const found = listenersIn(setting) ?? []
      const twice = repeated(found, (l) => l.name)
      const [first] = twice
      if (first) report('name', { data: { name: first.name, key: setting.key }, at: entriesAt(setting, texts(twice)), key: setting.key })
      // Brokers behind one proxy may all advertise its port.
      if (setting !== listeners || first) continue
      const shared = repeated(found, ({ port }) => (port === 0 ? undefined : port))
      const [one] = shared
      if (one && !(release.atLeast('3.6') && isPair(shared))) report('port', { data: { port: one.port }, at: entriesAt(setting, texts(shared)), key: setting.key })
    }
  },
  page: {
    why: 'A listener is known by its name and bound by its port. From 3.6 an IPv4 and an IPv6 address may share a port, since they are two sockets; names never may.',
    whatToDo: 'Give each its own name and port. Several addresses of one machine are bound by one listener with an empty host.',
    staysSilent: 'For port 0, for which the system picks one; for the ports in `advertised.listeners`, which may be a proxy’s.',
  },
  examples: {
    bad: [
      { about: 'One name twice', ...broker('listeners=PLAINTEXT://a:9092,PLAINTEXT://b:9094'), kafka: '4.1', severity: 'error' },
      {
        about: 'One port twice',
        ...broker('listeners=PLAINTEXT://:9092,SSL://:9092', 'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL,CONTROLLER:PLAINTEXT'),
        kafka: '4.1',
        severity: 'error',
      },
    ],
    good: [
      {
        about: 'Both kinds of addresses, from 3.6',
        ...broker('listeners=PLAINTEXT://127.0.0.1:9092,SSL://[::1]:9092', 'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL,CONTROLLER:PLAINTEXT'),
        kafka: '4.1',
      },
      {
        about: 'One proxy before all',
        ...broker(
          'listeners=PLAINTEXT://:9092,SSL://:9093',
          'advertised.listeners=PLAINTEXT://proxy:443,SSL://proxy:443',
          'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL,CONTROLLER:PLAINTEXT',
        ),
        kafka: '4.1',
      },
    ],
  },
  sources: ['CoreUtils.listenerListToEndPoints, SocketServerConfigs; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})

const texts = (listeners: readonly Listener[]): string[] => listeners.map((l) => l.text)

/** Those that share the first value that two of them have. */
function repeated(listeners: readonly Listener[], by: (l: Listener) => unknown): readonly Listener[] {
  const twice = listeners.map(by).find((value, i, all) => value !== undefined && all.indexOf(value) !== i)
  return twice === undefined ? [] : listeners.filter((l) => by(l) === twice)
}

/** Of addresses, not of names, which may lead to both. */
function isPair([a, b, ...more]: readonly Listener[]): boolean {
  if (!a || !b || more.length > 0) return false
  return (isIPv4(a.host) && isIPv6(b.host)) || (isIPv6(a.host) && isIPv4(b.host))
}
const isIPv4 = (host: string): boolean => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)
const isIPv6 = (host: string): boolean => host.includes(':')
