import { describe, expect, it } from 'vitest'
import { keysOf } from '../../core/catalogue/components.ts'
import { kafkaNames } from '../../core/catalogue/kafka-tables.ts'
import { isBrokerKey } from '../../core/dialects/shared/kafka-evidence.ts'
import { applyEdits } from '../../core/text/span.ts'
import { lint, shown } from '../support/linter.ts'

const KRAFT = 'process.roles=broker\nnode.id=3\ncontroller.quorum.voters=1@c:9093\ncontroller.listener.names=CONTROLLER\nlog.dirs=/data\n'
const of = (text: string, kafka = '4.1') => {
  const report = lint({ file: 'server.properties', text, kafka })
  return { report, findings: shown(text, report.findings) }
}
/** The text after the first fix of the only finding. */
function fixed(text: string, kafka?: string): string {
  const { report } = of(text, kafka)
  const edits = report.findings[0]?.fixes[0]?.edits()
  if (report.findings.length !== 1 || !edits || 'refused' in edits) throw new Error(`no single finding with a fix: ${JSON.stringify(shown(text, report.findings))}`)
  return applyEdits(text, edits)
}

describe('broker properties', () => {
  it('are known by the keys that only a broker has', () => {
    for (const file of ['server.properties', 'kraft/controller.properties', 'config/kafka.cfg', 'b.properties.delta'])
      expect(lint({ file, text: KRAFT }).dialect, file).toBe('broker-properties')
    expect(lint({ file: 'server.properties', text: 'broker.id=1\nlisteners=PLAINTEXT://:9092\n', kafka: '3.9' }).dialect).toBe('broker-properties')
    expect(lint({ file: 'topic-orders.properties', text: 'cleanup.policy=delete\nlog.retention.ms=1\n' }).dialect).toBe('topic-properties')
  })

  it('have names that the catalogue has, and the catalogue no others of their logs', () => {
    const known = kafkaNames('broker')
    expect(known.filter((key) => key.startsWith('log.') && !isBrokerKey(key))).toEqual(['log.dir.failure.timeout.ms', 'log.initial.task.delay.ms'])
    const elsewhere = ['consumer', 'producer', 'topic', 'streams', 'admin'] as const
    expect(known.filter((key) => isBrokerKey(key) && elsewhere.some((kind) => keysOf(kind).has(key)))).toEqual([])
  })

  it('configure a server and every topic that says nothing else', () => {
    const { report } = of(`${KRAFT}log.retention.hours=168\n`)
    expect(report.components.map(({ component: { kind, name, ofBroker } }) => [kind, name, ofBroker ?? false])).toEqual([
      ['broker', '3', false],
      ['topic', undefined, true],
    ])
    expect(of(KRAFT).report.components).toHaveLength(1)
  })

  it('say what holds for topics in their own names and units', () => {
    expect(of(`${KRAFT}log.retention.hours=1\n`).findings).toEqual(['warning retention-too-short «1»'])
    expect(of(`${KRAFT}log.retention.hours=1\n`).report.findings[0]).toMatchObject({ key: 'log.retention.hours', message: expect.stringContaining('live 1 h') as string })
    // Milliseconds hold over minutes over hours, wherever they stand.
    expect(of(`${KRAFT}log.retention.ms=604800000\nlog.retention.minutes=10\nlog.retention.hours=1\n`).findings).toEqual([
      'warning retention-keys-conflict «10»',
      'warning retention-keys-conflict «1»',
    ])
    expect(of(`${KRAFT}log.retention.hours=\${HOURS:1}\n`).findings).toEqual(['warning retention-too-short «${HOURS:1}»'])
    expect(of(`${KRAFT}log.retention.ms=\${MS}\nlog.retention.hours=1\n`).findings).toEqual([])
    expect(of(`${KRAFT}log.retention.hours=soon\n`).findings).toEqual(['error value-invalid «soon»'])
  })

  it('are judged as keys once, as the broker’s', () => {
    expect(of(`${KRAFT}min.insync.replicas=two\n`).findings).toEqual(['error value-invalid «two»'])
    expect(of(`${KRAFT}log.retention.hours=168\nlog.retention.hours=200\n`).findings).toEqual(['warning duplicate-key «log.retention.hours»'])
  })

  it('are judged once where the broker and its topics could both speak', () => {
    expect(of(`${KRAFT}log.retention.ms=0\n`).findings).toEqual(['error broker-log-retention-zero «0»'])
    expect(of(`${KRAFT}log.cleanup.policy=compaction\n`).findings).toEqual(['error cleanup-policy-invalid «compaction»'])
    const migrating =
      'broker.id=3\nzookeeper.connect=z:2181\nlog.dirs=/data\nzookeeper.metadata.migration.enable=true\ncontroller.quorum.voters=9@c:9093\ncontroller.listener.names=CONTROLLER\n'
    expect(of(migrating, '3.9').findings.filter((f) => !f.startsWith('info') && !f.startsWith('hint'))).toEqual([])
  })

  it('are mended in the spelling that is there', () => {
    expect(fixed(`${KRAFT}log.retention.hours = 1\r\n`)).toBe(`${KRAFT}log.retention.hours = 168\r\n`)
    expect(fixed(`${KRAFT}log.retention.minutes=60\n`)).toBe(`${KRAFT}log.retention.minutes=10080\n`)
    expect(fixed(`# weir: worst-lag=301m\n${KRAFT}log.retention.hours=7\n`)).toBe(`# weir: worst-lag=301m\n${KRAFT}log.retention.ms=36120000\n`)
    expect(fixed(`${KRAFT}min.insync.replicas=2\ndefault.replication.factor=1\n`)).toBe(`${KRAFT}min.insync.replicas=2\ndefault.replication.factor=3\n`)
    expect(fixed(`${KRAFT}retention.ms=604800000\n`)).toBe(`${KRAFT}log.retention.ms=604800000\n`)
  })

  it('of a controller say nothing of records that it does not keep', () => {
    const controller = KRAFT.replace('roles=broker', 'roles=controller').replace('node.id=3', 'node.id=1')
    expect(of(`${controller}listeners=CONTROLLER://:9093\nlog.retention.hours=1\n`).findings).toEqual([])
  })

  it('are silent about what plug-ins read', () => {
    const plugins = [
      'super.users=User:admin',
      'allow.everyone.if.no.acl.found=false',
      'listener.name.internal.ssl.keystore.location=/x',
      'listener.name.internal.scram-sha-512.sasl.jaas.config=x',
      'rsm.config.bucket.name=x',
      'rlmm.config.remote.log.metadata.topic.replication.factor=3',
      'confluent.license.topic.replication.factor=3',
      'kafka.metrics.polling.interval.secs=30',
      'metrics.jmx.include=.*',
      'log4j.rootLogger=INFO',
      'config.providers=env',
      'config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider',
      'cruise.control.metrics.reporter.bootstrap.servers=b:9092',
    ]
    expect(of(`${KRAFT}${plugins.join('\n')}\n`).findings).toEqual([])
  })

  it.each([
    ['a number for each pod comes from elsewhere', KRAFT.replace('node.id=3\n', '')],
    ['only what differs', 'log.retention.hours=72\nnum.partitions=12\nmessage.max.bytes=2097152\n'],
    ['a template', 'node.id={{ id }}\nprocess.roles={{ roles }}\nlisteners={% for l in listeners %}{{ l }}{% endfor %}\nlog.dirs={{ dirs }}\n'],
    [
      'names of its own, as an operator writes them',
      `${KRAFT.replace('=CONTROLLER', '=CONTROLPLANE-9090')}listeners=PLAIN-9092://0.0.0.0:9092\nadvertised.listeners=PLAIN-9092://b:9092\nlistener.security.protocol.map=CONTROLPLANE-9090:SSL,PLAIN-9092:PLAINTEXT\ninter.broker.listener.name=PLAIN-9092\nsasl.enabled.mechanisms=\n`,
    ],
    ['addresses that are filled in', `${KRAFT}listeners=PLAINTEXT://0.0.0.0:9092\nadvertised.listeners=PLAINTEXT://\${HOST_IP}:9092\n`],
    [
      'a listener’s own mechanisms',
      `${KRAFT}listeners=SASL_SSL://:9092\nsecurity.inter.broker.protocol=SASL_SSL\nlistener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:SASL_SSL\nsasl.mechanism.inter.broker.protocol=PLAIN\nlistener.name.sasl_ssl.sasl.enabled.mechanisms=PLAIN\n`,
    ],
  ])('give no finding for %s', (_, text) => {
    expect(of(text).findings).toEqual([])
  })
})
