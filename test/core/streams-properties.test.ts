import { describe, expect, it } from 'vitest'
import { Settings } from '../../core/components/settings.ts'
import { pointAt } from '../../core/components/target.ts'
import { lint, shown } from '../support/linter.ts'

const HEAD = ['application.id=payments', 'bootstrap.servers=broker:9092']
const file = (...lines: string[]): { file: string; text: string } => ({ file: 'streams.properties', text: [...HEAD, ...lines, ''].join('\n') })

/** What holds for a key in the n-th component of that kind. */
function held(lines: readonly string[], kind: string, key: string, kafka = '4.1', n = 0): string {
  const { components, target } = lint({ ...file(...lines), kafka })
  const found = components.filter(({ component }) => component.kind === kind)[n]
  if (!found) return 'no such component'
  const setting = new Settings(found.component, pointAt(target)).of(key)
  return setting.state === 'known' ? `${setting.origin} ${String(setting.value)}` : setting.state
}

describe('what Kafka Streams gives to its clients', () => {
  it.each([
    ['a default of its own', [], 'consumer', 'max.poll.records', 'framework 1000'],
    ['which the user may change', ['max.poll.records=5'], 'consumer', 'max.poll.records', 'explicit 5'],
    ['something fixed', ['consumer.enable.auto.commit=true'], 'consumer', 'enable.auto.commit', 'framework false'],
    ['which one prefix passed by', ['main.consumer.enable.auto.commit=true'], 'consumer', 'enable.auto.commit', 'explicit true'],
    ['the group', ['group.id=other'], 'consumer', 'group.id', 'framework payments'],
    ['nothing under exactly-once only', [], 'producer', 'enable.idempotence', 'default true'],
    ['idempotence under exactly-once', ['processing.guarantee=exactly_once_v2', 'producer.enable.idempotence=false'], 'producer', 'enable.idempotence', 'framework true'],
    ['what hangs on a guarantee that is not known', ['processing.guarantee=${G}'], 'producer', 'delivery.timeout.ms', 'unknown'],
    ['the same under each guarantee', ['processing.guarantee=${G}'], 'producer', 'linger.ms', 'framework 100'],
    ['no session under the Streams protocol', ['group.protocol=streams', 'session.timeout.ms=1000'], 'consumer', 'session.timeout.ms', 'absent'],
    ['a short commit interval', ['processing.guarantee=exactly_once_v2'], 'streams', 'commit.interval.ms', 'derived 100'],
  ] as const)('%s', (_, lines, kind, key, expected) => {
    expect(held(lines, kind, key)).toBe(expected)
  })

  it('changes with the release', () => {
    const lines = ['main.consumer.enable.auto.commit=true']
    expect(['4.1', '4.2'].map((kafka) => held(lines, 'consumer', 'enable.auto.commit', kafka))).toEqual(['explicit true', 'framework false'])
  })

  it('a restore consumer is in no group', () => {
    expect(held(['restore.consumer.max.poll.records=7'], 'consumer', 'group.id', '4.1', 1)).toBe('absent')
  })
})

describe('rules about an application and its clients', () => {
  const found = (kafka: string, ...lines: string[]): string[] => {
    const asked = file(...lines)
    return shown(asked.text, lint({ ...asked, kafka }).findings)
  }

  it('a batch is a thousand records', () => {
    const { findings } = lint({ ...file('max.poll.interval.ms=60000'), kafka: '4.1', facts: { 'record-time': '100ms' } })
    expect(findings.map((f) => f.message)).toEqual([expect.stringContaining('1000 records × 100 ms')])
  })

  it.each([
    ['a value that nobody sees', 'consumer.max.poll.records=5', 'max.poll.records=0'],
    ['a value that Streams overwrites before it is read', 'consumer.group.protocol=classic', 'group.protocol=classic'],
    ['a session that the group decides', 'group.protocol=streams', 'heartbeat.interval.ms=50000', 'consumer.client.rack=a'],
  ])('silent: %s', (_, ...lines) => {
    expect(found('4.2', ...lines).filter((f) => f.startsWith('error'))).toEqual([])
  })

  it.each([
    ['4.1', 'group.protocol=consumer', 'error value-invalid «consumer»'],
    ['4.1', 'topology.optimization=all,merge.repartition.topics', 'error value-invalid «all,merge.repartition.topics»'],
    ['3.9', 'application.server=host', 'error value-invalid «host»'],
    ['4.4', 'application.server=:80', 'error value-invalid «:80»'],
    ['3.9', 'heartbeat.interval.ms=50000', 'error heartbeat-not-below-session «50000»'],
  ])('%s: %s', (kafka, line, expected) => {
    expect(found(kafka, line)).toContain(expected)
  })

  it('an overwritten setting is told once', () => {
    expect(found('4.1', 'enable.auto.commit=true', 'restore.consumer.max.poll.records=7')).toEqual(['warning streams-override-ignored «enable.auto.commit»'])
  })

  it('the key that Streams reads is judged as a key at its client alone', () => {
    expect(found('4.1', 'producer.transaction.timeout.ms=1 min')).toEqual(['error value-invalid «1 min»'])
  })
})
