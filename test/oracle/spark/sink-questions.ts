import { file, type OperatorQuestion } from './question-file.ts'

/* What the Kafka sink makes of the columns that it is given. Nobody listens at its address: that it cannot send is proof enough that they were taken. */

const SELECTS = [
  'selectExpr("CAST(value AS STRING)")',
  'selectExpr("CAST(value AS BINARY)", "value AS key")',
  'selectExpr("value AS VALUE")',
  'select("VALUE")',
  'select(col("Value"))',
  'select("value", "value")',
  'select(col("value").cast("string"))',
  'select(rows.value.cast("string"))',
  'select(col("value").cast("double"))',
  'select(F.upper("value"))',
  'select(F.to_json(F.struct("value")))',
  'select(F.to_json(F.struct("value")).alias("value"))',
  'select(F.to_json(F.struct("value")).alias("Value"))',
  'selectExpr("to_json(struct(*))")',
  'selectExpr("to_json(struct(*)) AS value")',
  'selectExpr("upper(value) AS `value`")',
  'selectExpr("current_timestamp() AS value")',
  'selectExpr("length(value) AS value")',
  'selectExpr("value", "length(value) AS key")',
  'selectExpr("value", "current_timestamp() AS key")',
  'selectExpr("value", "upper(value) AS topic")',
  'selectExpr("value", "upper(value) AS TOPIC")',
  'selectExpr("value", "length(value) AS other")',
  'select(F.struct("value").alias("value"))',
  'select(F.struct("value").alias("s")).select("s.value")',
  'select(F.struct("value").alias("s")).select(col("s.VALUE"))',
  'select(F.from_json("value", "a STRING").alias("value"))',
  'select(F.from_json("value", "a STRING, value STRING").alias("s")).select("s.a")',
  'selectExpr("value").select("*")',
  'selectExpr("value").select("*", F.length("value").alias("size")).drop("value")',
  'selectExpr("value").withColumn("VALUE", F.upper("value"))',
  'selectExpr("value").withColumn("value", F.length("value"))',
  'selectExpr("value").withColumn("key", F.upper("value"))',
  'selectExpr("value").withColumns({"size": F.length("value")})',
  'selectExpr("value").withColumnRenamed("value", "page")',
  'selectExpr("value").withColumnRenamed("VALUE", "value")',
  'selectExpr("value AS page").withColumnRenamed("page", "value")',
  'selectExpr("value AS page").drop("page")',
  'selectExpr("value AS page").drop("value")',
  'selectExpr("value", "value AS page").drop("VALUE")',
  'selectExpr("value AS page").filter("page > 1")',
  'selectExpr("value").dropDuplicates(["value"])',
  'groupBy("value").count()',
  'groupBy("value").agg(F.count("*").alias("n")).select("n")',
  'selectExpr("value AS page").groupBy("page").count()',
  'selectExpr("value AS page").groupBy("page").agg(F.max("page").alias("value"))',
  'selectExpr("value AS page").groupBy("page").max()',
  'agg(F.max("value").alias("value"))',
  'agg(F.max("value").alias("page"))',
]

const written = (frame: string, topic: string, ...before: readonly string[]): OperatorQuestion =>
  file(
    `${frame} ${topic}`,
    ...before,
    'import os',
    'os.makedirs("file:///weir/in", exist_ok=True)',
    'open("file:///weir/in/one.txt", "w").write("a line")',
    'rows = spark.readStream.text("file:///weir/in")',
    `frame = rows.${frame}`,
    'writer = frame.writeStream.format("kafka").outputMode("update").option("kafka.bootstrap.servers", "127.0.0.1:9").option("kafka.max.block.ms", "100")',
    `query = writer${topic}.trigger(once=True).option("checkpointLocation", "file:///weir/checkpoint").start()`,
    'query.awaitTermination(30)',
  )

const TOPIC = '.option("topic", "t")'
/** With the topic as an option each, without it every third. */
export const sinkQuestions: readonly OperatorQuestion[] = SELECTS.flatMap((frame, i) => [
  written(frame, TOPIC),
  ...(i % 3 === 0 || frame.includes('opic') ? [written(frame, '')] : []),
])

const KAFKA = 'format("kafka").option("kafka.bootstrap.servers", "127.0.0.1:9").option("subscribe", "t")'
const OF_KAFKA = '"key", "value", "topic", "partition", "offset", "timestamp", "timestampType"'
/** The columns of sources that have a schema of their own. */
export const columnQuestions: readonly OperatorQuestion[] = [
  ['format("rate")', '"timestamp", "value"'],
  [KAFKA, OF_KAFKA],
  [`${KAFKA}.option("includeHeaders", "true")`, `${OF_KAFKA}, "headers"`],
].map(([reader = '', columns = '']) => file(`columns of ${reader}`, `assert spark.readStream.${reader}.load().columns == [${columns}]`))
