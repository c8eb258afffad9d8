import { describe, expect, it } from 'vitest'
import type { Kind } from '../../core/catalogue/kinds.ts'
import { effectiveOf, type EffectiveComponent, type EffectiveSetting } from '../../core/present/effective.ts'
import { effectiveText } from '../../core/present/effective-text.ts'
import type { EffectiveTextOptions } from '../../core/present/effective-text.ts'
import { COLOURED } from '../../core/present/palette.ts'
import { LineIndex } from '../../core/text/line-index.ts'
import { lint, type Setup } from '../support/linter.ts'

const effective = (setup: Setup): EffectiveComponent[] => {
  const lines = new LineIndex(setup.text)
  return effectiveOf(lint(setup), (offset) => lines.lineAt(offset) + 1)
}
const first = (setup: Setup, kind?: Kind): EffectiveComponent => effective(setup).find((e) => kind === undefined || e.component.kind === kind)!
const of = ({ settings }: EffectiveComponent, key: string): EffectiveSetting | undefined => settings.find((s) => s.key === key)

const consumer = (...lines: string[]): Setup => ({ file: 'consumer.properties', text: ['bootstrap.servers=b:9092', 'group.id=g', ...lines].join('\n'), kafka: '3.9' })
const producer = (...lines: string[]): Setup => ({ file: 'producer.properties', text: ['bootstrap.servers=b:9092', ...lines].join('\n'), kafka: '3.9' })
const topic = (...config: string[]): Setup => ({
  file: 'topic.yaml',
  text: `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n  partitions: 12\n  replicas: 3\n  config:\n${config.map((c) => `    ${c}\n`).join('')}`,
  kafka: '3.9',
})
const job = `from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
df = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "b:9092").option("subscribe", "orders").options(**extra).load()
df.writeStream.format("console").option("checkpointLocation", "/c").start()
`

describe('where a value comes from', () => {
  it('explicit: with its line, and what the release would do instead', () =>
    expect(of(first(consumer('session.timeout.ms=6000')), 'session.timeout.ms')).toEqual({
      key: 'session.timeout.ms',
      value: 6000,
      shown: '6000 (6 s)',
      origin: 'explicit',
      changed: true,
      line: 3,
      default: { value: 45000, shown: '45000 (45 s)' },
    }))

  it('explicit, although the release would do the same', () => {
    const said = of(first(consumer('heartbeat.interval.ms=3000')), 'heartbeat.interval.ms')
    expect(said).toMatchObject({ changed: true, isDefault: true })
    expect(said).not.toHaveProperty('default')
    expect(of(first(producer('acks=1', 'security.protocol=plaintext')), 'security.protocol')).toMatchObject({ shown: 'plaintext', isDefault: true })
    expect(of(first(producer('acks=1', 'sasl.mechanism=gssapi')), 'sasl.mechanism')).toMatchObject({ shown: 'gssapi', default: { shown: 'GSSAPI' } })
  })

  it('default: nothing but the value', () => {
    expect(of(first(consumer()), 'max.poll.records')).toEqual({ key: 'max.poll.records', value: 500, shown: '500', origin: 'default', changed: false })
    expect(of(first(consumer()), 'group.instance.id')).toEqual({ key: 'group.instance.id', origin: 'default', changed: false })
    expect(of(first(consumer()), 'key.deserializer')).toMatchObject({ origin: 'default', because: 'it must be set, and has no default' })
  })

  it('derived: with its causes and their lines', () =>
    expect(of(first(producer('acks=1')), 'enable.idempotence')).toEqual({
      key: 'enable.idempotence',
      value: false,
      shown: 'false',
      origin: 'derived',
      changed: true,
      because: 'switched off by acks',
      causes: [{ key: 'acks', shown: '1', line: 2 }],
      default: { value: true, shown: 'true' },
    }))

  it('framework: what Spark puts there stands in no line', () => {
    const said = of(first({ file: 'job.py', text: job.replace('.options(**extra)', '') }, 'consumer'), 'auto.offset.reset')
    expect(said).toEqual({
      key: 'auto.offset.reset',
      value: 'none',
      shown: 'none',
      origin: 'framework',
      changed: true,
      because: 'put there by Spark',
      default: { value: 'latest', shown: 'latest' },
    })
  })

  it('inherited: by the name of the layer', () => {
    const report = lint(consumer('session.timeout.ms=6000'))
    const components = report.components.map(({ component, by, facts }) => ({
      by,
      facts,
      component: { ...component, layers: component.layers.map((l) => ({ ...l, name: 'defaults', origin: 'inherited' as const })) },
    }))
    const [said] = effectiveOf({ ...report, components }, () => 3)
    expect(of(said!, 'session.timeout.ms')).toMatchObject({ origin: 'inherited', line: 3, because: 'inherited from defaults' })
  })

  it('what loses stands beside what wins', () =>
    expect(of(first(consumer('enable.auto.commit=true', 'enable.auto.commit=false')), 'enable.auto.commit')).toMatchObject({
      value: false,
      line: 4,
      shadowed: [{ shown: 'true', line: 3 }],
    }))
})

describe('what nobody can know', () => {
  it('a placeholder; its own default holds', () => {
    const said = first(consumer('client.id=${HOST}', 'max.poll.records=${RECORDS:100}'))
    expect(of(said, 'client.id')).toMatchObject({ origin: 'unknown', changed: true, line: 3, written: '${HOST}', because: 'it holds a placeholder' })
    expect(of(said, 'client.id')).not.toHaveProperty('value')
    expect(of(said, 'max.poll.records')).toMatchObject({
      value: 100,
      origin: 'explicit',
      written: '${RECORDS:100}',
      because: 'the default in the placeholder, as long as nothing replaces it',
    })
  })

  it('a value that cannot be read', () =>
    expect(of(first(consumer('session.timeout.ms=soon')), 'session.timeout.ms')).toMatchObject({
      origin: 'unknown',
      written: 'soon',
      because: 'its value is not a whole number',
      default: { value: 45000 },
    }))

  it('what hangs on it', () => expect(of(first(producer('acks=${ACKS}')), 'enable.idempotence')).toMatchObject({ origin: 'unknown', changed: true }))

  it('all that an option map may hold, which is no change', () => {
    const said = first({ file: 'job.py', text: job }, 'consumer')
    expect(of(said, 'fetch.min.bytes')).toMatchObject({ origin: 'unknown', changed: false, because: expect.stringContaining('extra') as unknown, default: { value: 1 } })
    const text = effectiveText({ path: 'job.py', dialect: 'pyspark' }, [said])
    expect(text).toMatch(/\n {2}Not known \(\d+\)\n/)
  })
})

describe('which keys there are', () => {
  it('all that the release knows; hidden ones only where they are written', () => {
    const keys = (setup: Setup): string[] => first(setup).settings.map((s) => s.key)
    expect(keys(consumer())).toContain('max.poll.records')
    expect(keys(consumer())).not.toContain('internal.leave.group.on.close')
    expect(keys(consumer('internal.leave.group.on.close=false'))).toContain('internal.leave.group.on.close')
    expect(keys({ ...consumer(), kafka: '3.6' })).not.toContain('group.protocol')
  })

  it('what a registry is asked with, where the file speaks of one', () => {
    const plain = first(producer('acks=all'))
    expect([of(plain, 'auto.register.schemas'), of(plain, 'basic.auth.user.info')]).toEqual([undefined, undefined])
    const asking = first(producer('acks=all', 'schema.registry.url=http://registry:8081'))
    expect(of(asking, 'auto.register.schemas')).toMatchObject({ shown: 'true', origin: 'default' })
    expect(of(asking, 'latest.cache.ttl.sec')).toMatchObject({ shown: '-1', origin: 'default' })
  })

  it('the changed ones first, as they are written, then the others by name', () => {
    const { settings } = first(producer('linger.ms=5', 'acks=1'))
    expect(settings.filter((s) => s.changed).map((s) => s.key)).toEqual(['bootstrap.servers', 'linger.ms', 'acks', 'enable.idempotence'])
    expect(settings.findIndex((s) => !s.changed)).toBe(4)
    const rest = settings.slice(4).map((s) => s.key)
    expect(rest).toEqual(rest.toSorted())
  })

  it('keys of another release and keys of nobody stand apart', () => {
    const said = first({ ...consumer('group.protocol=classic', 'acks=1', 'my.own.key=1'), kafka: '3.6' })
    expect(said.idle).toEqual([{ key: 'group.protocol', shown: 'classic', line: 3, known: [{ from: '3.7' }] }])
    expect(said.strangers).toEqual([
      { key: 'acks', line: 4, readBy: ['the producer'] },
      { key: 'my.own.key', line: 5 },
    ])
    expect(first({ ...consumer('auto.include.jmx.reporter=true'), kafka: '4.1' }).idle).toEqual([
      { key: 'auto.include.jmx.reporter', shown: 'true', line: 3, known: [{ from: '3.4', before: '4.0' }] },
    ])
  })

  it('what two roles share is told where it belongs', () => {
    const both = effective({ file: 'relay.properties', text: 'bootstrap.servers=b:9092\ngroup.id=g\nkey.deserializer=D\nkey.serializer=S\nacks=1\nmine.x=1\n' })
    expect(both.map(({ component, strangers }) => [component.kind, strangers.map((s) => s.key)])).toEqual([
      ['consumer', ['mine.x']],
      ['producer', ['mine.x']],
    ])
  })

  it('names of ours are shown as the file has them', () => {
    const said = first(topic('retention.ms: 2592000000', 'flush.messages: 9223372036854775807'))
    expect(of(said, 'partitions')).toMatchObject({ value: 12, line: 6 })
    expect(of(said, 'retention.ms')).toMatchObject({ value: 2592000000, shown: '2592000000 (30 d)', default: { shown: '604800000 (7 d)' } })
    expect(of(said, 'flush.messages')).toMatchObject({ value: '9223372036854775807', shown: '9223372036854775807', isDefault: true })
  })
})

describe('a range of releases', () => {
  it('is judged at its end, and says where the default was another one', () => {
    const said = first({ ...consumer('session.timeout.ms=6000'), kafka: '2.8..3.9' })
    expect(of(said, 'session.timeout.ms')).toMatchObject({
      default: { value: 45000 },
      defaults: [
        { from: '2.8.2', value: 10000, shown: '10000 (10 s)' },
        { from: '3.0', value: 45000, shown: '45000 (45 s)' },
      ],
    })
    expect(of(said, 'group.protocol')).toMatchObject({
      value: 'classic',
      defaults: [
        { from: '2.8.2', known: false },
        { from: '3.7', value: 'classic' },
      ],
    })
    expect(of(said, 'max.poll.records')).not.toHaveProperty('defaults')
    expect(of(first(consumer()), 'session.timeout.ms')).not.toHaveProperty('defaults')
  })

  it('says where a class has changed its mind', () => {
    const said = of(first({ ...producer('acks=all', 'max.in.flight.requests.per.connection=10'), kafka: '3.0..4.1' }), 'enable.idempotence')
    expect(said).toMatchObject({
      value: true,
      releases: [
        { from: '3.0.2', shown: 'false' },
        { from: '4.0', shown: 'true' },
      ],
    })
  })
})

describe('as text', () => {
  const text = (setup: Setup, options?: EffectiveTextOptions): string => effectiveText({ path: setup.file, dialect: 'kafka-client-properties' }, effective(setup), options)

  it('changed ones first, in columns, with what is behind them', () => {
    const said = text({ ...producer('linger.ms=200000', 'acks=1', 'acks=1', 'enable.idempotence=${X}'), kafka: '2.8..3.9' }, { changedOnly: true })
    expect(said).toMatch(
      /^producer\.properties {2}Kafka client properties\n\nThe producer {2}Kafka client 3\.9\.\d \(the example\), the end of 2\.8\.\.3\.9\n\n {2}Set here, or changed by what is\n/,
    )
    expect(said).toContain('    linger.ms            200000 (3 min 20 s)  explicit, line 2; default 0\n')
    expect(said).toContain('    acks                 1                    explicit, line 4; default all, default 1 before 3.0; stronger than 1 in line 3\n')
    expect(said).toContain('    enable.idempotence   ${X}                 line 5, not known, since it holds a placeholder; default true')
    expect(said).toContain('derived, raised to linger.ms + request.timeout.ms (linger.ms=200000 (3 min 20 s), line 2; request.timeout.ms=30000 (30 s)); default 120000 (2 min)')
    expect(said).toMatch(/\n {2}Left out: \d+ defaults\n$/)
  })

  it('defaults behind them, and where they were others', () => {
    const said = text({ ...consumer(), kafka: '2.8..3.9' })
    expect(said).toMatch(/\n {2}Defaults \(\d+\)\n/)
    expect(said).toMatch(/\n {4}session\.timeout\.ms +45000 \(45 s\) +10000 \(10 s\) before 3\.0\n/)
    expect(said).toMatch(/\n {4}group\.protocol +classic +not known before 3\.7\n/)
  })

  it('fits a terminal', () => {
    for (const width of [60, 80, 100]) {
      const lines = text({ ...producer('linger.ms=200000', 'acks=1'), kafka: '2.8..3.9' }, { changedOnly: true, width }).split('\n')
      expect(
        lines.slice(4).filter((line) => line.length > width),
        String(width),
      ).toEqual([])
    }
  })

  it('is coloured where that is wanted', () => {
    expect(text(producer('acks=1'))).not.toContain('\u001b')
    expect(text(producer('acks=1'), { palette: COLOURED })).toMatch(/ {4}acks +\u001b\[1m1\u001b\[0m/)
  })

  it('sends a terminal nothing that moves it', () => {
    const said = text(producer('acks=1', 'ssl.provider=a\u001b[2Jb\u202ec', 'x\u001by=1'))
    expect(said).toContain('a\ufffd[2Jb\ufffdc')
    expect(said).not.toMatch(/[\u001b\u202e]/)
  })

  it('as properties: comments and settings, nothing else', () => {
    const said = text(producer('acks=1', 'my.own.key=1'), { asProperties: true })
    for (const line of said.split('\n')) expect(line).toMatch(/^$|^# |^[\w.-]+ *(?: = |  # )/)
    expect(said).toContain('# Effective configuration of producer.properties')
    expect(said).toMatch(/\nacks += 1 +# explicit, line 2; default all\n/)
  })
})

describe('no secret', () => {
  const CANARY = 'c4n4ry-s3cr3t'
  it('is in what holds, whatever hides it', () => {
    const setup = consumer(
      `sasl.jaas.config=x required password="${CANARY}";`,
      `ssl.keystore.password=${CANARY}`,
      `ssl.keystore.password=${CANARY}2`,
      `ssl.keystore.passwrod=${CANARY}`,
      `ssl.key.password=\${PW:${CANARY}}`,
      `client.id=\${X:password=${CANARY}}`,
      `client.rack=\${Y} password=${CANARY}`,
      `schema.registry.url=http://u:${CANARY}@r:8081`,
      `acme.licence=${CANARY}`,
      `basic.auth.user.info=u:${CANARY}`,
    )
    const said = effective(setup)
    expect(JSON.stringify(said.map(({ settings, idle, strangers }) => [settings, idle, strangers]))).not.toContain(CANARY)
    expect(effectiveText({ path: 'x', dialect: null }, said)).not.toContain(CANARY)
    expect(of(said[0]!, 'ssl.keystore.password')).toMatchObject({ value: '‹secret›', shown: '‹secret›', line: 5, shadowed: [{ shown: '‹secret›', line: 4 }] })
  })
})
