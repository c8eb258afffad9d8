import { describe, expect, it } from 'vitest'
import { keysOf } from '../../core/catalogue/components.ts'
import { librdkafkaKey } from '../../core/catalogue/librdkafka.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { isRefusal } from '../../core/components/change.ts'
import { Settings } from '../../core/components/settings.ts'
import { pointAt } from '../../core/components/target.ts'
import { JAVA, STRONG } from '../../core/dialects/librdkafka/evidence.ts'
import { recognise } from '../../core/dialects/recognise.ts'
import { applyEdits } from '../../core/text/span.ts'
import type { Change } from '../../core/components/change.ts'
import type { FileReport } from '../../core/engine/lint.ts'
import { lint, linter } from '../support/linter.ts'

const GETTING_STARTED = `[default]
bootstrap.servers=localhost:9092
acks=all

[consumer]
group.id=python_example_group_1

# 'auto.offset.reset=earliest' to start reading from the beginning
auto.offset.reset=earliest
`
const PLAIN = 'bootstrap.servers=broker:9092\nsecurity.protocol=SASL_SSL\nsasl.mechanisms=PLAIN\nsasl.username=user\nsasl.password=hush\n'

const report = (text: string, file = 'client.properties'): FileReport => lint({ file, text })
const dialectOf = (text: string, file: string): string | null | undefined => linter.recognise({ path: file, text })?.recognition.dialect
const kinds = (text: string, file?: string): string[] => report(text, file).components.map(({ component: { kind, name } }) => `${kind} ${name ?? '-'}`)

function settingIn(r: FileReport, index: number, key: string): unknown {
  const setting = new Settings(r.components[index]!.component, pointAt(r.target)).of(key)
  return setting.state === 'known' ? setting.value : setting.state
}
function changed(text: string, index: number, change: Change, file = 'config.ini'): string {
  const written = report(text, file).components[index]!.component.write(change)
  return isRefusal(written) ? written.refused : applyEdits(text, written)
}

describe('recognises librdkafka', () => {
  it.each([
    ['getting_started.ini', GETTING_STARTED],
    ['config.ini', '[consumer]\nsession.timeout.ms = 6000\nauto.offset.reset = earliest\n'],
    ['app.ini', '[app]\ntitle = x\n\n[kafka]\nbootstrap.servers = broker:9092\ntopic = orders\n'],
    ['flat.ini', 'bootstrap.servers=broker:9092\ngroup.id=x\n'],
    ['librdkafka.config', 'bootstrap.servers=broker:9092\nsecurity.protocol=SASL_SSL\n'],
    ['.config/kcat.conf', 'bootstrap.servers=broker:9092\n'],
    ['client.properties', PLAIN],
    ['producer.properties', 'metadata.broker.list=broker:9092\nqueue.buffering.max.messages=10\nrequest.required.acks=1\n'],
    ['consumer.conf', 'bootstrap.servers=b:9092\ngroup.id=x\nenable.auto.offset.store=false\nbuffer.memory=1\n'],
  ])('%s', (file, text) => {
    expect(dialectOf(text, file)).toBe('librdkafka')
    expect(recognise({ path: file, text })?.dialect).toBe('librdkafka')
  })

  it.each([
    ['php.ini', '[PHP]\nengine = On\n[Session]\nsession.save_handler = files\nsession.use_cookies = 1\nsession.gc_maxlifetime = 1440\n'],
    ['game.ini', '[default]\nfullscreen=1\nvolume=0.5\n[client]\nserver.timeout.ms=30\n'],
    ['setup.cfg', '[metadata]\nname = kafka-tools\n[options]\ninstall_requires =\n  kafka\n'],
    ['my.cnf.ini', '[client]\nport=3306\n[mysqld]\nconnect.timeout.ms=5\n'],
    ['empty.ini', ''],
    ['alembic.ini', '[alembic]\nscript_location = migrations\n[logger_kafka]\nlevel = INFO\n'],
  ])('and not %s', (file, text) => {
    expect(dialectOf(text, file)).toBeUndefined()
    expect(recognise({ path: file, text })).toBeUndefined()
  })

  it.each([
    ['consumer.properties', 'bootstrap.servers=b:9092\ngroup.id=x\nsession.timeout.ms=10000\n'],
    ['client.properties', 'bootstrap.servers=b:9092\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=x;\n'],
    ['producer.properties', 'bootstrap.servers=b:9092\nkey.serializer=x\nsocket.timeout.ms=1\nacks=1\n'],
    ['app.properties', 'bootstrap.servers=b:9092\nacks=all\ndebug=true\nlinger.ms=5\n'],
    ['consumer.conf', 'bootstrap.servers=b:9092\ngroup.id=x\nfetch.max.wait.ms=500\n'],
  ])('a Java client stays one: %s', (file, text) => expect(dialectOf(text, file)).toBe('kafka-client-properties'))

  it('nor are the Scala clients of long ago', () => {
    const text = 'metadata.broker.list=b:9092\nproducer.type=sync\ncompression.codec=none\nserializer.class=kafka.serializer.DefaultEncoder\n'
    expect(dialectOf(text, 'producer.properties')).not.toBe('librdkafka')
  })

  it('by names that the catalogue has, and that Kafka has not', () => {
    const own = keysOf('librdkafka-client')
    expect([...STRONG].filter((name) => !own.has(librdkafkaKey(name)))).toEqual([])
    expect([...STRONG].filter((name) => tables.consumer().has(name) || tables.producer().has(name))).toEqual([])
    expect([...JAVA].filter((name) => own.has(librdkafkaKey(name)))).toEqual([])
  })
})

describe('reads', () => {
  it('sections: [default] lies under [consumer], without what only the other role has', () => {
    const r = report(GETTING_STARTED, 'getting_started.ini')
    expect(kinds(GETTING_STARTED, 'getting_started.ini')).toEqual(['librdkafka-consumer python_example_group_1'])
    expect(settingIn(r, 0, 'bootstrap.servers')).toEqual(['localhost:9092'])
    expect(r.components[0]!.component.layers.map((l) => [l.name, [...l.values.keys()]])).toEqual([
      ['[consumer]', ['group.id', 'auto.offset.reset']],
      ['[default]', ['bootstrap.servers']],
    ])
  })
  it('the section is stronger, wherever it stands', () => {
    const r = report('[consumer]\ngroup.id=x\nsession.timeout.ms=9000\n[producer]\nlinger.ms=1\n[default]\nbootstrap.servers=b\nsession.timeout.ms=6000\n', 'c.ini')
    expect(settingIn(r, 0, 'session.timeout.ms')).toBe(9000)
    expect(r.components.map((c) => c.component.kind)).toEqual(['librdkafka-consumer', 'librdkafka-producer'])
  })
  it('roles of a plain file by the keys that only one has', () => {
    expect(kinds(PLAIN)).toEqual(['librdkafka-client -'])
    expect(kinds(`${PLAIN}group.id=x\n`)).toEqual(['librdkafka-consumer x'])
    expect(kinds(`${PLAIN}linger.ms=5\n`)).toEqual(['librdkafka-producer -'])
    expect(kinds(`${PLAIN}linger.ms=5\ngroup.id=x\n`)).toEqual(['librdkafka-consumer x', 'librdkafka-producer -'])
    expect(kinds(PLAIN, 'consumer.properties')).toEqual(['librdkafka-consumer -'])
  })
  it('one key under all its names, the last one holds', () => {
    const r = report('metadata.broker.list=b\nacks=all\nrequest.required.acks=1\nqueue.buffering.max.ms=7\n', 'p.properties')
    expect([settingIn(r, 0, 'acks'), settingIn(r, 0, 'linger.ms'), settingIn(r, 0, 'bootstrap.servers')]).toEqual(['1', 7, ['b']])
  })
  it('no default where the file is a fragment or a template', () => {
    expect(settingIn(report('socket.keepalive.enable=true\n', 'x.properties'), 0, 'socket.timeout.ms')).toBe('unknown')
    expect(settingIn(report('[consumer]\n{% if x %}\nbootstrap.servers=b\n{% endif %}\n', 'c.ini'), 0, 'session.timeout.ms')).toBe('unknown')
  })
  it('an interpolation of Python is not known', () => {
    expect(settingIn(report('[consumer]\nbootstrap.servers=b\ngroup.id=%(team)s-x\n', 'c.ini'), 0, 'group.id')).toBe('unknown')
  })
  it('locks secrets away', () => {
    const text = `${PLAIN}linger.ms=5\n`
    expect(report(text).secrets.map((s) => text.slice(s.start, s.end))).toEqual(['hush'])
  })
})

describe('writes', () => {
  it('in the name and the section that the file has', () => {
    expect(changed('[default]\nbootstrap.servers=b\nacks=1\n[producer]\nlinger.ms = 5\n', 0, { do: 'set', key: 'acks', value: 'all' })).toContain('acks=all\n[producer]')
    expect(changed('metadata.broker.list=b\nrequest.required.acks=1\n', 0, { do: 'set', key: 'acks', value: 'all' }, 'p.properties')).toBe(
      'metadata.broker.list=b\nrequest.required.acks=all\n',
    )
  })
  it('a new key into its own section, as its neighbours are written', () => {
    const text = '[default]\r\nbootstrap.servers=b\r\n\r\n[producer]\r\nlinger.ms = 5\r\n\r\n[consumer]\r\ngroup.id = x\r\n'
    expect(changed(text, 0, { do: 'set', key: 'enable.idempotence', value: true })).toBe(text.replace('linger.ms = 5', 'linger.ms = 5\r\nenable.idempotence = true'))
  })
  it('removes all names of a key, from all its sections', () => {
    expect(changed('[default]\nbootstrap.servers=b\nretries=0\n[producer]\nmessage.send.max.retries=0\nlinger.ms=5\n', 0, { do: 'remove', key: 'retries' })).toBe(
      '[default]\nbootstrap.servers=b\n[producer]\nlinger.ms=5\n',
    )
  })
})

describe('the release', () => {
  const found = (release: string): string[] =>
    report(`# weir: librdkafka=${release}\n[consumer]\nbootstrap.servers=a:9092\nsocket.timeout.ms=60000\ngroup.id=b\ngroup.protocol=consumer\n`, 'config.ini').findings.map(
      (f) => `${f.severity} ${f.rule}: ${f.message.slice(0, 30)}`,
    )

  it('is judged as stated', () => {
    expect(found('2.16')).toEqual([])
    expect(found('2.0')).toEqual(['error key-not-yet-available: librdkafka 2.16 has group.prot'])
  })

  it('lies between those with facts: what only one of them says is no certainty', () => {
    expect(found('2.6')).toEqual(['warning key-not-yet-available: Before 2.16: librdkafka 2.16 h'])
    expect(report('# weir: librdkafka=2.6\n[consumer]\ngroup.id=b\nsocket.timeout.ms=60000\n', 'config.ini').target.librdkafka).toMatchObject({ shown: '2.6', assumed: false })
  })

  it('cannot be read', () => expect(found('new')).toEqual(['warning fact-unreadable: This is not taken into account']))
})
