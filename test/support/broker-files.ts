/** What the releases themselves bring under `config/`: their settings, without their words. */
const COMMON = [
  'num.network.threads=3',
  'num.io.threads=8',
  'socket.send.buffer.bytes=102400',
  'socket.receive.buffer.bytes=102400',
  'socket.request.max.bytes=104857600',
  'num.partitions=1',
  'num.recovery.threads.per.data.dir=1',
  'offsets.topic.replication.factor=1',
  'transaction.state.log.replication.factor=1',
  'transaction.state.log.min.isr=1',
  'log.retention.hours=168',
  'log.segment.bytes=1073741824',
  'log.retention.check.interval.ms=300000',
]
const SHARE = ['share.coordinator.state.topic.replication.factor=1', 'share.coordinator.state.topic.min.isr=1']
const MAP = 'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL'
const VOTERS = 'controller.quorum.voters=1@localhost:9093'
const BOOTSTRAP = 'controller.quorum.bootstrap.servers=localhost:9093'
const BROKER = [
  'process.roles=broker',
  'node.id=2',
  'listeners=PLAINTEXT://localhost:9092',
  'inter.broker.listener.name=PLAINTEXT',
  'advertised.listeners=PLAINTEXT://localhost:9092',
  'controller.listener.names=CONTROLLER',
  MAP,
  'log.dirs=/tmp/kraft-broker-logs',
]
const BOTH = [
  'process.roles=broker,controller',
  'node.id=1',
  'listeners=PLAINTEXT://:9092,CONTROLLER://:9093',
  'inter.broker.listener.name=PLAINTEXT',
  'controller.listener.names=CONTROLLER',
  MAP,
  'log.dirs=/tmp/kraft-combined-logs',
]
const CONTROLLER = ['process.roles=controller', 'node.id=1', 'listeners=CONTROLLER://:9093', 'controller.listener.names=CONTROLLER', 'log.dirs=/tmp/kraft-controller-logs']
const ADVERTISED = 'advertised.listeners=PLAINTEXT://localhost:9092'
const BOTH_ADVERTISED = 'advertised.listeners=PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093'

const THREE = ['2.8', '3.0', '3.3', '3.6', '3.9']
const KRAFT = ['3.1', '3.3', '3.6', '3.8', '3.9']
const FOUR = ['4.0', '4.1', '4.2', '4.3', '4.4']
export const SHIPPED: readonly (readonly [path: string, releases: readonly string[], settings: readonly string[]])[] = [
  [
    'config/server.properties',
    THREE,
    ['broker.id=0', 'log.dirs=/tmp/kafka-logs', ...COMMON, 'zookeeper.connect=localhost:2181', 'zookeeper.connection.timeout.ms=18000', 'group.initial.rebalance.delay.ms=0'],
  ],
  ['config/kraft/server.properties', KRAFT, [...BOTH, VOTERS, ADVERTISED, ...COMMON]],
  ['config/kraft/broker.properties', KRAFT, [...BROKER, VOTERS, ...COMMON]],
  ['config/kraft/controller.properties', KRAFT, [...CONTROLLER, VOTERS, ...COMMON]],
  ['config/kraft/reconfig-server.properties', ['3.9'], [...BOTH, BOOTSTRAP, BOTH_ADVERTISED, ...COMMON]],
  ['config/server.properties', FOUR, [...BOTH, BOOTSTRAP, BOTH_ADVERTISED, ...COMMON, ...SHARE]],
  ['config/broker.properties', FOUR, [...BROKER, BOOTSTRAP, ...COMMON, ...SHARE]],
  ['config/controller.properties', FOUR, [...CONTROLLER, BOOTSTRAP, 'advertised.listeners=CONTROLLER://localhost:9093', ...COMMON, ...SHARE]],
]
