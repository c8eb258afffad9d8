import { defineRule, safe, set, unsafe } from '../../core/engine/define-rule.ts'
import { nameOf } from '../shared/assignors.ts'
import { consumer } from '../shared/example.ts'

/** `group.consumer.assignors` of a broker at its defaults, 3.7 to 4.4. */
const ON_BROKER: readonly string[] = ['uniform', 'range']

export default defineRule({
  id: 'kip848-remote-assignor-unknown',
  summary: 'The broker has no assignor of that name',
  scenario: 2,
  component: 'consumer',
  severity: 'warning',
  since: '0.1.0',
  needs: { remote: 'group.remote.assignor' },
  given: { protocol: 'group.protocol' },
  fix: 'safe',
  messages: {
    letters: ({ name, meant }: { name: string; meant: string }) =>
      `The broker compares names exactly and has ${meant}, not ${name}: the first poll fails with UnsupportedAssignor.`,
    ofClients: ({ name }: { name: string }) =>
      `${name} is an assignor of clients; a broker at its defaults has ${ON_BROKER.join(' and ')}, and the first poll fails with UnsupportedAssignor.`,
  },
  lint({ remote, protocol }, report) {
    const name = remote.value
    if (protocol.value !== 'consumer' || ON_BROKER.includes(name)) return
    const meant = ON_BROKER.find((known) => known === name.toLowerCase())
    if (meant !== undefined) report('letters', { data: { name, meant }, fixes: [safe(`Write ${meant}`, set('group.remote.assignor', meant))] })
    else if (nameOf(name) !== undefined) {
      const instead = nameOf(name) === 'range' ? 'range' : 'uniform'
      report('ofClients', { data: { name }, fixes: [unsafe(`Let the broker assign by ${instead}`, set('group.remote.assignor', instead))] })
    }
  },
  page: {
    why: 'Under the consumer protocol the broker assigns, by an assignor that it has itself: `uniform` or `range`. Names are compared exactly, and the classes and names of the classic protocol are not among them. The client starts with any name; its first poll ends with UnsupportedAssignor.',
    whatToDo: '`uniform` spreads partitions evenly and moves few, `range` keeps equal partitions of several topics together. Leave the key out to take what the broker prefers.',
    staysSilent: 'For every other name: brokers may be given assignors of their own (`group.consumer.assignors`).',
  },
  examples: {
    bad: [
      { about: 'Other letters', ...consumer('group.protocol=consumer', 'group.remote.assignor=Uniform'), kafka: '4.1', severity: 'warning' },
      { about: 'A name of the classic protocol', ...consumer('group.protocol=consumer', 'group.remote.assignor=cooperative-sticky'), kafka: '4.1', severity: 'warning' },
    ],
    good: [
      { about: 'What the broker has', ...consumer('group.protocol=consumer', 'group.remote.assignor=range'), kafka: '4.1' },
      { about: 'Perhaps the broker’s own', ...consumer('group.protocol=consumer', 'group.remote.assignor=rack-first'), kafka: '4.1' },
    ],
  },
  sources: ['Running brokers of 3.7.2, 3.9.2, 4.1.2 and 4.4.0: UnsupportedAssignor at the first poll, for another letter case too'],
})
