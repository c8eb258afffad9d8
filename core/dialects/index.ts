import { properties } from '../readers/properties.ts'
import { pythonOutline } from '../readers/outlines.ts'
import type { PythonReader } from '../readers/python.ts'
import { sections } from '../readers/sections.ts'
import { yaml } from '../readers/yaml.ts'
import { language, takesFile, type FileInput, type Language } from './dialect.ts'
import { brokerProperties } from './broker-properties/index.ts'
import { connectWorkerProperties } from './connect-worker-properties/index.ts'
import { connectorProperties } from './connector-properties/index.ts'
import { kafkaClientProperties } from './kafka-client-properties/index.ts'
import { librdkafka } from './librdkafka/index.ts'
import { mirrorMakerProperties } from './mirror-maker-properties/index.ts'
import { pyspark } from './pyspark/index.ts'
import { sparkDefaults } from './spark-defaults/index.ts'
import { streamsProperties } from './streams-properties/index.ts'
import { strimziTopic } from './strimzi-topic/index.ts'
import { topicProperties } from './topic-properties/index.ts'

/** Before the flat files: both take the same endings, and librdkafka is told by what no Java client has. */
const sectioned = language(sections, [librdkafka])
const flat = language(properties, [
  kafkaClientProperties,
  streamsProperties,
  connectWorkerProperties,
  connectorProperties,
  mirrorMakerProperties,
  topicProperties,
  brokerProperties,
  sparkDefaults,
])
const tree = language(yaml, [strimziTopic])

const takesCode = takesFile(pythonOutline)

/** All languages. Without a Python reader, Python files are recognised and give nothing; a host loads the reader when `needsPython` says so. */
export function languages(python?: PythonReader): readonly Language[] {
  return python ? [sectioned, flat, tree, language(python, [pyspark])] : [sectioned, flat, tree, outline]
}

const outline: Language = {
  id: 'python',
  comment: /#/,
  commentSign: '#',
  takes: takesCode,
  recognise: (file) => pyspark.recognise(file),
  split: (text) => [{ start: 0, end: text.length }],
  read: () => ({ components: [], comments: [], problems: [] }),
}

/** Whether a file must wait for the Python grammar: cheap enough for every file that a person opens. */
export const needsPython = (file: FileInput): boolean => takesCode(file) && Boolean(pyspark.recognise(file)?.dialect)

/** Dialect ids with what a person calls them. */
export const DIALECT_NAMES: Readonly<Record<string, string>> = {
  'kafka-client-properties': 'Kafka client properties',
  'streams-properties': 'Kafka Streams properties',
  'connect-worker-properties': 'Kafka Connect worker properties',
  'connector-properties': 'Kafka connector properties',
  'mirror-maker-properties': 'MirrorMaker 2 properties',
  'topic-properties': 'Kafka topic properties',
  'broker-properties': 'Kafka broker properties',
  'strimzi-topic': 'Strimzi KafkaTopic',
  'spark-defaults': 'Spark configuration',
  librdkafka: 'librdkafka client',
  pyspark: 'PySpark Structured Streaming',
}
