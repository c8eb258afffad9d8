/** Files for examples of brokers: the lines that make one known, and those that matter. */
const file = (name: string, head: readonly string[], lines: readonly string[]): { file: string; text: string } => ({ file: name, text: [...head, ...lines, ''].join('\n') })

/** A broker of the time of ZooKeeper, up to 3.9. */
export const zooKeeperBroker = (...lines: string[]): { file: string; text: string } =>
  file('server.properties', ['broker.id=3', 'zookeeper.connect=zk:2181', 'log.dirs=/var/lib/kafka'], lines)

/** A broker that is no controller. */
export const broker = (...lines: string[]): { file: string; text: string } =>
  file(
    'broker.properties',
    ['process.roles=broker', 'node.id=3', 'controller.quorum.voters=1@controller:9093', 'controller.listener.names=CONTROLLER', 'log.dirs=/var/lib/kafka'],
    lines,
  )

/** A controller that is no broker. */
export const controller = (...lines: string[]): { file: string; text: string } =>
  file(
    'controller.properties',
    ['process.roles=controller', 'node.id=1', 'controller.quorum.voters=1@controller:9093', 'controller.listener.names=CONTROLLER', 'log.dirs=/var/lib/kafka'],
    lines,
  )
