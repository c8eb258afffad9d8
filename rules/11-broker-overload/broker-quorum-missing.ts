import { defineRule, optional, stated, versionOf } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { controllerNames, LISTENING, roleIn } from '../shared/listeners.ts'

export default defineRule({
  id: 'broker-quorum-missing',
  summary: 'A server of KRaft that knows no controllers',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { roles: 'process.roles', voters: optional('controller.quorum.voters'), bootstrap: optional('controller.quorum.bootstrap.servers') },
  given: { node: stated('node.id'), id: stated('broker.id'), ...LISTENING, release: versionOf('kafkaBroker', '3.1', '3.9') },
  fix: 'none',
  messages: {
    none: (_: Record<never, never>) => 'Neither controller.quorum.bootstrap.servers nor controller.quorum.voters says where the controllers are: the server refuses to start.',
    unnamed: (_: Record<never, never>) =>
      'controller.listener.names says which listener leads to the controllers, and nobody has written it: a server of KRaft refuses to start without it.',
    early: (_: Record<never, never>) => 'Up to 3.8 only controller.quorum.voters says who the controllers are, and it is empty: the server refuses to start.',
  },
  lint({ roles, voters, bootstrap, node, id, release, ...all }, report) {
    const named = controllerNames({ ...all, roles }).length > 0
    const isKnown = [voters, release.atLeast('3.9') ? bootstrap : undefined].some((quorum) => quorum?.value.some(Boolean))
    // Whoever has said the rest has the whole file before him; a fragment is completed elsewhere.
    const isWhole = (node ?? id) !== undefined && (named || isKnown)
    if (!isWhole || roleIn(roles) === 'zookeeper' || !release.atLeast('3.1')) return
    if (!named) report('unnamed', { data: {}, at: [all.controllers, voters, bootstrap, roles] })
    else if (!isKnown && release.atLeast('3.9')) report('none', { data: {}, at: [voters, bootstrap, roles] })
    else if (!isKnown) report('early', { data: {}, at: [voters, roles] })
  },
  page: {
    why: 'A broker asks the controllers for everything that it must know, and a controller votes among them; `controller.listener.names` says how they are spoken with. From 3.9 a few addresses are enough, and the quorum says itself who belongs to it; before, and with a static quorum, the list of all voters stands in every file.',
    whatToDo:
      'Set `controller.quorum.bootstrap.servers=controller-1:9093,controller-2:9093`, or `controller.quorum.voters` where the quorum is a static one. The two kinds of a quorum are not mixed: look how the cluster was formatted.',
    staysSilent: 'Where the file gives no number of a node, or speaks of controllers nowhere, since it is completed elsewhere then; for placeholders.',
  },
  examples: {
    bad: [
      { about: 'Nobody to ask', file: 'broker.properties', text: 'process.roles=broker\nnode.id=3\ncontroller.listener.names=CONTROLLER\n', kafka: '4.1', severity: 'error' },
      { about: 'Not enough before 3.9', ...broker('controller.quorum.voters=', 'controller.quorum.bootstrap.servers=c:9093'), kafka: '3.8', severity: 'error' },
      {
        about: 'No listener leads to them',
        file: 'server.properties',
        text: 'process.roles=controller\nnode.id=3\nlisteners=CONTROLLER://:9093\ncontroller.quorum.voters=3@c:9093\n',
        kafka: '4.1',
        severity: 'error',
      },
    ],
    good: [
      { about: 'A dynamic quorum', ...broker('controller.quorum.voters=', 'controller.quorum.bootstrap.servers=c:9093'), kafka: '4.1' },
      { about: 'The rest comes from elsewhere', file: 'server.properties', text: 'process.roles=broker\nlog.dirs=/var/lib/kafka\n', kafka: '4.1' },
    ],
  },
  sources: ['KafkaConfig.validateValues; executed on 3.1.2 to 4.4.0'],
})
