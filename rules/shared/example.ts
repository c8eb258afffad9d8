/** Files for examples: what every such file has, and the lines that matter. */
const file = (name: string, head: readonly string[], lines: readonly string[]): { file: string; text: string } => ({ file: name, text: [...head, ...lines, ''].join('\n') })

export const consumer = (...lines: string[]): { file: string; text: string } => file('consumer.properties', ['bootstrap.servers=broker:9092', 'group.id=billing'], lines)
export const producer = (...lines: string[]): { file: string; text: string } => file('producer.properties', ['bootstrap.servers=broker:9092', 'client.id=orders'], lines)
export const streams = (...lines: string[]): { file: string; text: string } => file('streams.properties', ['application.id=billing', 'bootstrap.servers=broker:9092'], lines)
export const admin = (...lines: string[]): { file: string; text: string } => file('admin.properties', ['client.id=topic-keeper'], lines)
export const shareConsumer = (...lines: string[]): { file: string; text: string } => file('share-consumer.properties', ['bootstrap.servers=broker:9092'], lines)

/** A Strimzi topic of three replicas; `config` are lines of its `config:` map. */
export const topic = (name: string, { partitions = 12, replicas = 3 }: { partitions?: number; replicas?: number }, ...config: string[]): { file: string; text: string } =>
  file(
    `${name}.yaml`,
    ['apiVersion: kafka.strimzi.io/v1beta2', 'kind: KafkaTopic', 'metadata:', `  name: ${name}`, 'spec:', `  partitions: ${partitions}`, `  replicas: ${replicas}`],
    config.length > 0 ? ['  config:', ...config.map((c) => `    ${c}`)] : [],
  )
