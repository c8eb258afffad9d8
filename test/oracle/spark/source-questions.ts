import { file, type OperatorQuestion } from './question-file.ts'

const IN = '"file:///weir/in"'
const read = (reader: string): OperatorQuestion =>
  file(reader, 'import os', `os.makedirs(${IN}, exist_ok=True)`, `frame = spark.readStream${reader}`, 'query = frame.writeStream.format("noop").start()')

const SCHEMAS = ['', '.schema("v STRING")']
/** Sources that need no jar beside Spark's own: with a schema and without one, with what they need and without it. */
export const sourceQuestions: readonly OperatorQuestion[] = SCHEMAS.flatMap((schema) => [
  ...['json', 'csv', 'parquet', 'orc', 'text'].flatMap((format) => [
    ...(format === 'text' && schema !== '' ? [] : [read(`${schema}.${format}(${IN})`)]),
    read(`.format("${format.toUpperCase()}")${format === 'text' ? '' : schema}.load(${IN})`),
  ]),
  read(`${schema}.option("inferSchema", "true").csv(${IN})`),
  read(`${schema}.load(${IN})`),
  read(`.load(${IN}, "json"${schema === '' ? '' : ', "v STRING"'})`),
  ...['rate', 'socket', 'rate-micro-batch'].map((format) => read(`.format("${format}")${schema}.load()`)),
  read(`.format("rate-micro-batch").option("rowsPerBatch", 5)${schema}.load()`),
  read(`.format("socket").option("host", "127.0.0.1")${schema}.load()`),
  read(`.format("socket").option("port", "9")${schema}.load()`),
  read(`.format("socket").options(host="127.0.0.1", port=9)${schema}.load()`),
])
