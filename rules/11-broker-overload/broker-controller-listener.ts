import { defineRule, optional, stated, versionOf, type At, type Candidate } from '../../core/engine/define-rule.ts'
import type { Known } from '../../core/components/settings.ts'
import { broker, controller, zooKeeperBroker } from '../shared/broker-example.ts'
import { entriesAt } from '../shared/list.ts'
import { advertisedBy, boundBy, controllerNames, LISTENING, roleIn, type Listening } from '../shared/listeners.ts'

interface Told {
  readonly message: 'unbound' | 'bound' | 'foreign' | 'none' | 'advertised' | 'noRole' | 'between'
  readonly names: string
  readonly at: readonly (Candidate | undefined)[]
}

export default defineRule({
  id: 'broker-controller-listener',
  summary: 'The listeners of controllers do not fit the role of the server',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { roles: 'process.roles', controllers: LISTENING.controllers, listeners: LISTENING.listeners, advertised: LISTENING.advertised },
  given: {
    map: LISTENING.map,
    migrates: optional('zookeeper.metadata.migration.enable'),
    inter: stated('inter.broker.listener.name'),
    release: versionOf('kafkaBroker', '3.1', '3.9', '4.0'),
  },
  fix: 'none',
  messages: {
    unbound: ({ names }: { names: string }) => `controller.listener.names has ${names}, which listeners does not bind: a controller must bind each of them, and refuses to start.`,
    bound: ({ names }: { names: string }) =>
      `listeners binds ${names}, a listener of controllers, and this server is a broker alone: it refuses to start. It only connects to controllers.`,
    foreign: ({ names }: { names: string }) =>
      `listeners binds ${names}, and this server is a controller alone: all its listeners must stand in controller.listener.names, or it refuses to start.`,
    advertised: ({ names }: { names: string }) =>
      `advertised.listeners tells clients of ${names}, and they have no business with controllers: up to 3.8 the server refuses to start.`,
    noRole: ({ names }: { names: string }) =>
      `controller.listener.names has ${names}, and without process.roles this is a broker with ZooKeeper, which has no such listeners: it refuses to start.`,
    between: ({ names }: { names: string }) => `inter.broker.listener.name is ${names}, a listener of controllers: a controller refuses to start with it from 4.0 on.`,
    none: (_: Record<'names', string>) => 'All listeners that are advertised are listeners of controllers: clients could reach nothing, and the broker refuses to start.',
  },
  lint({ migrates, inter, release, ...all }, report) {
    const told = judge(all) ?? changing(all, release, migrates?.value === true, inter)
    if (told) report(told.message, { data: { names: told.names }, at: told.at })
  },
  page: {
    why: '`controller.listener.names` says which listeners lead to controllers. A controller must bind all of them, a broker alone must bind none, and clients are never told of them. A file that was copied from one role to the other breaks exactly here.',
    whatToDo:
      'A controller alone: `listeners=CONTROLLER://:9093` and nothing else. A broker alone: its own listeners only; `controller.listener.names` still names the controllers’, since it says how to speak with them. Both in one: all of them in `listeners`.',
    staysSilent: 'Without `process.roles`, for placeholders, and where an address is malformed.',
  },
  examples: {
    bad: [
      { about: 'A broker that binds the controllers’ listener', ...broker('listeners=PLAINTEXT://:9092,CONTROLLER://:9093'), severity: 'error' },
      { about: 'A controller that binds another one', ...controller('listeners=CONTROLLER://:9093,PLAINTEXT://:9092'), severity: 'error' },
      {
        about: 'A controller that does not bind its own',
        ...controller('listeners=CONTROL://:9093', 'listener.security.protocol.map=CONTROL:PLAINTEXT,CONTROLLER:PLAINTEXT'),
        severity: 'error',
      },
      { about: 'Nobody says that it is KRaft', ...zooKeeperBroker('controller.listener.names=CONTROLLER'), kafka: '3.9', severity: 'error' },
    ],
    good: [
      { about: 'A broker', ...broker('listeners=PLAINTEXT://:9092') },
      { about: 'A controller', ...controller('listeners=CONTROLLER://:9093') },
    ],
  },
  sources: ['KafkaConfig.validateValues; executed on 3.9.2, 4.1.2 and 4.4.0'],
})

/** What not every release asks for. */
function changing(all: Listening, release: At<'3.1' | '3.9' | '4.0'>, migrates: boolean, inter: Known<string> | undefined): Told | undefined {
  const names = controllerNames(all)
  const role = roleIn(all.roles)
  if (names.length === 0 || !release.atLeast('3.1')) return undefined
  if (role === 'zookeeper') return migrates || release.atLeast('4.0') ? undefined : { message: 'noRole', names: names.join(', '), at: [all.controllers] }
  const name = inter?.value.toUpperCase()
  if (role === 'controller' && name !== undefined && names.includes(name) && release.atLeast('4.0')) return { message: 'between', names: name, at: [inter] }
  const told = all.advertised && !release.atLeast('3.9') ? (advertisedBy(all) ?? []).filter((l) => role === 'controller' || names.includes(l.name)) : []
  return told.length === 0 ? undefined : { message: 'advertised', names: told.map((l) => l.name).join(', '), at: [all.advertised] }
}

function judge(all: Listening): Told | undefined {
  const bound = boundBy(all)
  const told = advertisedBy(all)
  const names = controllerNames(all)
  const role = roleIn(all.roles)
  if (!bound || !told || role === 'zookeeper' || names.length === 0) return undefined
  const own = bound.filter((l) => names.includes(l.name))
  const said = (message: Told['message'], which: readonly string[], ...at: (Candidate | undefined)[]): Told => ({ message, names: which.join(', '), at })
  const entries = (wanted: readonly { readonly text: string }[]): readonly (Candidate | undefined)[] =>
    all.listeners
      ? entriesAt(
          all.listeners,
          wanted.map((l) => l.text),
        )
      : []
  if (role === 'broker') {
    if (own.length > 0)
      return said(
        'bound',
        own.map((l) => l.name),
        ...entries(own),
        all.controllers,
      )
    return told.every((l) => names.includes(l.name)) ? said('none', [], all.advertised, all.listeners) : undefined
  }
  if (role === 'controller') {
    const foreign = bound.filter((l) => !names.includes(l.name))
    if (foreign.length > 0)
      return said(
        'foreign',
        foreign.map((l) => l.name),
        ...entries(foreign),
        all.controllers,
      )
  }
  const unbound = names.filter((name) => !own.some((l) => l.name === name))
  if (unbound.length > 0) return said('unbound', unbound, all.controllers, all.listeners)
  return role === 'combined' && told.every((l) => names.includes(l.name)) ? said('none', [], all.advertised, all.listeners) : undefined
}
