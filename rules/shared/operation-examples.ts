import { chain, job, toKafka, visits } from './spark-example.ts'

/** What `operation-refused-on-stream` speaks of, and what it leaves alone. */
export const EXAMPLES = {
  bad: [
    { about: 'Sorted', ...job(visits(), 'latest = visits.orderBy("timestamp")', toKafka('latest')), severity: 'error' as const },
    {
      about: 'Sorted groups in update mode',
      ...job(visits(), 'top = visits.groupBy("topic").count().orderBy("count")', toKafka('top.selectExpr("CAST(count AS STRING) AS value")', '.outputMode("update")')),
      severity: 'error' as const,
    },
    {
      about: 'Rows are numbered',
      ...job(
        'from pyspark.sql import Window',
        'from pyspark.sql.functions import row_number',
        visits(),
        'newest = Window.partitionBy("key").orderBy(col("timestamp").desc())',
        'unique = visits.withColumn("rank", row_number().over(newest)).filter("rank = 1")',
        toKafka('unique'),
      ),
      severity: 'error' as const,
    },
    {
      about: 'Distinct values are counted',
      ...job(
        'from pyspark.sql.functions import countDistinct',
        visits(),
        'visitors = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour")).agg(countDistinct("key"))',
        toKafka('visitors'),
      ),
      severity: 'error' as const,
    },
    { about: 'A number for each row', ...job(visits(), 'rows = visits.selectExpr("*", "monotonically_increasing_id() AS id")', toKafka('rows')), severity: 'error' as const },
    { about: 'A sample', ...job(visits(), 'some = visits.sample(0.1)', toKafka('some')), severity: 'error' as const },
    { about: 'The stream is looked at', ...job(visits(), 'visits.show()', toKafka('visits')), severity: 'error' as const },
    { about: 'A batch writer', ...job(visits(), 'visits.write.parquet("hdfs://nn/visits")'), severity: 'error' as const },
    {
      about: 'Old rows from files, new ones from Kafka',
      ...job('old = spark.read.parquet("hdfs://nn/visits")', visits(), 'both = visits.unionByName(old, allowMissingColumns=True)', toKafka('both')),
      severity: 'error' as const,
    },
    {
      about: 'The table keeps its rows, not the stream',
      ...job('pages = spark.read.parquet("hdfs://nn/pages")', visits(), 'named = visits.join(pages, "key", "right")', toKafka('named')),
      severity: 'error' as const,
    },
    {
      about: 'Rows that both streams have',
      ...job(visits(), 'rides = spark.readStream.format("rate").load()', 'both = visits.select("timestamp").intersect(rides.select("timestamp"))', toKafka('both')),
      severity: 'error' as const,
    },
    {
      about: 'Every row with every row',
      ...job(visits(), 'rides = spark.readStream.format("rate").load().withColumnRenamed("timestamp", "at")', 'both = visits.crossJoin(rides)', toKafka('both')),
      severity: 'error' as const,
    },
    {
      about: 'A pivot is two aggregations',
      ...job(
        visits(),
        'pages = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour")).pivot("topic", ["a", "b"]).count()',
        toKafka('pages', '.outputMode("update")'),
      ),
      severity: 'error' as const,
    },
    {
      about: 'A table of a stream',
      ...job(visits(), 'visits.createOrReplaceTempView("visits")', 'spark.sql("CREATE TABLE pages AS SELECT key FROM visits")', toKafka('visits')),
      severity: 'error' as const,
    },
    {
      about: 'State in Avro',
      ...job('spark.conf.set("spark.sql.streaming.stateStore.encodingFormat", "avro")', visits(), 'unique = visits.dropDuplicates(["key"])', toKafka('unique')),
      spark: '4.0',
      severity: 'error' as const,
    },
    { about: 'A batch that is written as a stream', ...job('pages = spark.read.parquet("hdfs://nn/pages")', toKafka('pages')), severity: 'error' as const },
    {
      about: 'Two aggregations in update mode',
      ...job(
        visits(),
        'minutes = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 minute"), "key").count()',
        'hours = minutes.groupBy(window("window", "1 hour")).count()',
        toKafka('hours', '.outputMode("update")'),
      ),
      severity: 'error' as const,
    },
    {
      about: 'Two aggregations, before 3.4',
      ...job(
        visits(),
        'hours = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour"), "key").count()',
        'unique = hours.dropDuplicates(["window", "key"])',
        toKafka('unique'),
      ),
      spark: '3.3',
      severity: 'error' as const,
    },
  ],
  good: [
    {
      about: 'Sorted groups in complete mode',
      ...job(visits(), 'top = visits.groupBy("topic").count().orderBy("count")', chain('query', 'top.writeStream.format("console")', ['.outputMode("complete")', '.start()'])),
    },
    {
      about: 'Each batch is a plain frame',
      ...job(
        visits(),
        'def show(batch, batch_id):',
        '    batch.orderBy("timestamp").show()',
        '',
        chain('query', 'visits.writeStream.foreachBatch(show)', ['.option("checkpointLocation", "hdfs://nn/checkpoints/visits")', '.start()']),
      ),
    },
    {
      about: 'The table may be sorted and sampled',
      ...job('pages = spark.read.parquet("hdfs://nn/pages").orderBy("key").sample(0.5)', 'pages.show()', visits(), 'named = visits.join(pages, "key", "left")', toKafka('named')),
    },
    { about: 'Looked at without its rows', ...job(visits(), 'visits.printSchema()', 'visits.explain()', toKafka('visits')) },
    {
      about: 'Two aggregations in append mode, from 3.4 on',
      ...job(
        visits(),
        'minutes = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 minute"), "key").count()',
        'hours = minutes.groupBy(window("window", "1 hour")).count()',
        toKafka('hours'),
      ),
      spark: '3.4',
    },
    {
      about: 'Rows of a stream that a table does not have',
      ...job('seen = spark.read.parquet("hdfs://nn/seen")', visits(), 'fresh = visits.select("key").subtract(seen)', toKafka('fresh')),
    },
    {
      about: 'Counted about',
      ...job(
        'from pyspark.sql.functions import approx_count_distinct',
        visits(),
        'visitors = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour")).agg(approx_count_distinct("key"))',
        toKafka('visitors'),
      ),
    },
    {
      about: 'The file asks which it is',
      ...job('from acme import SOURCES', visits(), 'if visits.isStreaming:', '    visits.writeStream.format("console").start()', 'else:', '    visits.show()'),
    },
  ],
}
