import { describe, expect, it } from 'vitest'
import { recognise } from '../../core/dialects/recognise.ts'
import { Settings } from '../../core/components/settings.ts'
import { pointAt } from '../../core/components/target.ts'
import { applyEdits } from '../../core/text/span.ts'
import { lint, shown } from '../support/linter.ts'

const lines = (...all: string[]): string => [...all, ''].join('\n')
const found = (file: string, text: string, kafka = '3.9'): string[] => shown(text, lint({ file, text, kafka }).findings).filter((f) => !f.startsWith('hint '))
const kinds = (file: string, text: string): string[] => lint({ file, text }).components.map((c) => c.component.kind)
/** The file after the first fix of the first finding. */
function fixed(file: string, text: string): string {
  const edits = lint({ file, text, kafka: '3.9' })
    .findings.find((f) => !(f.severity === 'hint'))
    ?.fixes[0]?.edits()
  return edits && !('refused' in edits) ? applyEdits(text, edits) : 'no edit'
}

const STRING = 'org.apache.kafka.connect.storage.StringConverter'
const WORKER = [
  'bootstrap.servers=broker:9092',
  'group.id=connect',
  `key.converter=${STRING}`,
  `value.converter=${STRING}`,
  'config.storage.topic=c',
  'offset.storage.topic=o',
  'status.storage.topic=s',
]
const worker = (...more: string[]): string => lines(...WORKER, ...more)
const sink = (...more: string[]): string => lines('name=orders', 'connector.class=com.acme.OrdersSink', 'topics=orders', ...more)

describe('the configuration that a release of Kafka ships with', () => {
  const converters = ['key.converter=org.apache.kafka.connect.json.JsonConverter', 'value.converter=org.apache.kafka.connect.json.JsonConverter']
  const schemas = ['key.converter.schemas.enable=true', 'value.converter.schemas.enable=true']
  const storages = ['offset', 'config', 'status'].flatMap((name) => [`${name}.storage.topic=connect-${name}s`, `${name}.storage.replication.factor=1`])
  const flows = ['A->B.enabled = true', 'A->B.topics = .*', 'B->A.enabled = true', 'B->A.topics = .*']
  const internal = ['checkpoints.topic', 'heartbeats.topic', 'offset-syncs.topic', 'offset.storage', 'status.storage', 'config.storage'].map(
    (name) => `${name}.replication.factor=1`,
  )
  const file = (name: string, end: 'Sink' | 'Source', ...more: string[]): string => lines(`name=local-${name}`, `connector.class=FileStream${end}`, 'tasks.max=1', ...more)
  const shipped: readonly (readonly [string, string, string])[] = [
    [
      'connect-distributed.properties',
      'connect-worker-properties',
      lines('bootstrap.servers=localhost:9092', 'group.id=connect-cluster', ...converters, ...schemas, ...storages, 'offset.flush.interval.ms=10000'),
    ],
    [
      'connect-standalone.properties',
      'connect-worker-properties',
      lines('bootstrap.servers=localhost:9092', ...converters, ...schemas, 'offset.storage.file.filename=/tmp/connect.offsets', 'offset.flush.interval.ms=10000'),
    ],
    [
      'connect-mirror-maker.properties',
      'mirror-maker-properties',
      lines(
        'clusters = A, B',
        'A.bootstrap.servers = A_host1:9092, A_host2:9092, A_host3:9092',
        'B.bootstrap.servers = B_host1:9092, B_host2:9092, B_host3:9092',
        ...flows,
        'replication.factor=1',
        ...internal,
      ),
    ],
    [
      'connect-console-sink.properties',
      'connector-properties',
      lines('name=local-console-sink', 'connector.class=org.apache.kafka.connect.file.FileStreamSinkConnector', 'tasks.max=1', 'topics=connect-test'),
    ],
    [
      'connect-console-source.properties',
      'connector-properties',
      lines('name=local-console-source', 'connector.class=org.apache.kafka.connect.file.FileStreamSourceConnector', 'tasks.max=1', 'topic=connect-test'),
    ],
    ['connect-file-sink.properties', 'connector-properties', file('file-sink', 'Sink', 'file=test.sink.txt', 'topics=connect-test')],
    ['connect-file-source.properties', 'connector-properties', file('file-source', 'Source', 'file=test.txt', 'topic=connect-test')],
  ]
  it.each(shipped)('%s: nothing to say', (path, dialect, text) => {
    expect(recognise({ path, text })?.dialect).toBe(dialect)
    expect(['2.8', '3.9', '4.1', '4.4'].flatMap((kafka) => found(path, text, kafka))).toEqual([])
  })
  it('the worker that stands alone of old releases carries keys that are gone', () =>
    expect(
      found(
        'connect-standalone.properties',
        lines(...WORKER.slice(0, 4), 'offset.storage.file.filename=/var/offsets', 'internal.key.converter.schemas.enable=false', 'internal.key.converter=x'),
      ),
    ).toEqual(['warning key-removed-in-version «internal.key.converter»']))
})

describe('a worker', () => {
  it('is told by where it keeps its state', () => {
    expect(kinds('w.properties', lines('key.converter=x', 'offset.storage.file.filename=/o'))).toEqual(['connect-standalone'])
    expect(kinds('w.properties', worker('consumer.max.poll.records=1', 'offset.storage.retention.ms=1', 'admin.listeners='))).toEqual(['connect-distributed', 'consumer', 'topic'])
    expect(recognise({ path: 'w.properties', text: 'plugin.path=/opt\nkey.converter=x\n' })).toBeUndefined()
  })
  it('writes what it sets under the prefix of its clients', () => {
    expect(fixed('w.properties', worker('consumer.session.timeout.ms=2000'))).toContain('consumer.session.timeout.ms=45000\nconsumer.heartbeat.interval.ms=3000\n')
    expect(fixed('w.properties', worker('max.poll.records=50'))).toContain('\nconsumer.max.poll.records=50\n')
  })
  it('keeps the session of the worker and that of its consumers apart', () => {
    expect(found('w.properties', worker('session.timeout.ms=3000'))).toEqual(['error heartbeat-not-below-session «3000»'])
    expect(found('w.properties', worker('session.timeout.ms=45000', 'heartbeat.interval.ms=12000'))).toEqual([])
  })
  it('has the families of its converters, providers and listeners to itself', () =>
    expect(
      found(
        'w.properties',
        worker('value.converter.schema.enable=x', 'config.providers=f', 'config.providers.f.class=a.B', 'listeners.https.ssl.keystore.locatoin=/k', 'producer.interceptor.class=x'),
      ),
    ).toEqual([]))

  const producerOf = (kafka: string, key: string, ...more: string[]): unknown => {
    const { components, target } = lint({ file: 'w.properties', text: worker('producer.linger.ms=5', ...more), kafka })
    const setting = new Settings(components.find((c) => c.component.kind === 'producer')!.component, pointAt(target)).of(key)
    return setting.state === 'known' ? [setting.value, setting.origin] : setting.state
  }
  it('gives its producers what Connect gives them in that release', () => {
    expect(producerOf('3.9', 'enable.idempotence')).toEqual([false, 'framework'])
    expect(producerOf('3.9', 'max.in.flight.requests.per.connection')).toEqual([1, 'framework'])
    expect(producerOf('3.9', 'enable.idempotence', 'exactly.once.source.support=enabled', 'producer.enable.idempotence=false')).toEqual([true, 'framework'])
    expect(producerOf('3.9', 'enable.idempotence', 'exactly.once.source.support=${EOS}')).toBe('unknown')
  })
  it('judges what somebody writes by what stands beneath it', () => {
    expect(found('w.properties', worker('producer.max.in.flight.requests.per.connection=5'))).toEqual(['warning reorder-risk «5»'])
    expect(found('w.properties', worker('producer.retries=3', 'producer.linger.ms=100', 'consumer.enable.auto.commit=false'))).toEqual([])
  })
})

describe('a connector', () => {
  it.each([
    ['com.acme.OrdersSink', ['x=1'], 'sink-connector'],
    ['com.acme.OrdersSource', ['topics=a'], 'source-connector'],
    ['io.debezium.connector.postgresql.PostgresConnector', ['x=1'], 'source-connector'],
    ['com.acme.Orders', ['topics=a'], 'sink-connector'],
    ['com.acme.Orders', ['topic.creation.default.partitions=1'], 'source-connector'],
  ])('%s with %s', (name, more, kind) => expect(kinds('c.properties', lines('name=n', `connector.class=${name}`, ...more))[0]).toBe(kind))

  it('is not judged where it may be either', () => expect(found('c.properties', lines('name=n', 'connector.class=com.acme.Orders', 'max.request.size=5'))).toEqual([]))
  it('reads keys of its own, whatever they look like', () =>
    expect(found('c.properties', sink('batch.size=5x', 'linger.ms=a', 'max.retry=1', 'retry.backoff.mss=1', 'session.timeout=3', 'connection.url=jdbc:x', 'acks=1'))).toEqual([]))
  it('reads them also where they are near to one of Connect', () => expect(found('c.properties', sink('topic=a', 'task.max=3'))).toEqual([]))
  it('from Kafka to Kafka brings its own clients', () =>
    expect(found('c.properties', lines('name=n', 'connector.class=org.apache.kafka.connect.mirror.MirrorSourceConnector', 'max.request.size=5'))).toEqual([]))
  it('may say the address of the registry once more than it has to', () =>
    expect(
      found('c.properties', sink('value.converter=io.confluent.connect.avro.AvroConverter', 'value.converter.schema.registry.url=http://r', 'schema.registry.url=http://r')),
    ).toEqual([]))
  it('is judged where the keys are those of Connect', () =>
    expect(found('c.properties', sink('tasks.max=0', 'errors.tolerence=all', 'transforms=a'))).toEqual([
      'error value-invalid «0»',
      'warning unknown-key «errors.tolerence»',
      'error connect-transform-undefined «a»',
    ]))
  it('says to its clients what the worker may say otherwise', () => {
    expect(found('c.properties', sink('consumer.override.max.poll.records=0'))).toEqual(['error value-invalid «0»'])
    expect(found('c.properties', sink('consumer.override.session.timeout.ms=2000'))).toEqual([])
  })
  it('of Confluent Cloud is another thing', () => expect(recognise({ path: 'c.properties', text: sink('kafka.api.key=k', 'max.poll.records=5') })?.dialect).toBeNull())
  it('fills its placeholders in later', () =>
    expect(found('c.properties', lines('name=n', 'connector.class=com.acme.OrdersSink', 'topics=${file:/t:topics}', 'transforms=${T}'))).toEqual([]))
  it('creates topics whose settings are judged as those of topics', () =>
    expect(
      found(
        'c.properties',
        lines(
          'name=n',
          'connector.class=com.acme.OrdersSource',
          'topic.creation.default.partitions=3',
          'topic.creation.default.replication.factor=3',
          'topic.creation.default.retention.ms=7d',
        ),
      ),
    ).toEqual(['error value-invalid «7d»']))
})

describe('MirrorMaker 2', () => {
  const clusters = (...more: string[]): string =>
    lines('clusters = eu-1, eu-1.dr', 'eu-1.bootstrap.servers=a:9092', 'eu-1.dr.bootstrap.servers=b:9092', 'eu-1->eu-1.dr.enabled=true', ...more)
  it('cuts keys at the names that it declares', () => {
    expect(found('mm2.properties', clusters('eu-1.dr.producer.acks=1', 'eu-1.consumer.max.poll.records=0', 'eu-1->eu-1.dr.tasks.max=0'))).toEqual([
      'warning acks-one «1»',
      'error value-invalid «0»',
      'error value-invalid «0»',
    ])
  })
  it('hands on the keys of its connectors and of the worker beneath them', () =>
    expect(
      found(
        'mm2.properties',
        clusters('replication.policy.separator=_', 'sync.topic.acls.enabled=false', 'emit.heartbeats.interval.seconds=5', 'offset.storage.replication.factor=3', 'tasks.max=4'),
      ),
    ).toEqual([]))
  it('knows what was meant by a key of its connectors', () =>
    expect(found('mm2.properties', clusters('sync.topic.configs.enable=false'))).toEqual(['warning unknown-key «sync.topic.configs.enable»']))
  it('has consumers without a group, and producers that are not given the same', () =>
    expect(found('mm2.properties', clusters('eu-1.consumer.session.timeout.ms=2000', 'eu-1.dr.producer.max.in.flight.requests.per.connection=5'))).toEqual([]))
  it('is no file that only speaks of clusters', () => expect(recognise({ path: 'app.properties', text: 'clusters=a,b\napp.name=x\n' })).toBeUndefined())
})
