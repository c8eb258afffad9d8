"""How late deliveries are, by depot, in windows of ten minutes."""
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

STOP = "order_id STRING, depot STRING, planned_at TIMESTAMP, arrived_at TIMESTAMP"

spark = SparkSession.builder.appName("delivery-eta").getOrCreate()

stops = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
    .option("subscribe", "logistics.stops")
    .option("maxOffsetsPerTrigger", 50_000)
    .load()
    .select(F.from_json(F.col("value").cast("string"), STOP).alias("stop"))
    .select("stop.*")
)

with_watermark = stops.withWatermark("arrived_at", "30 minutes")

delays = (
    with_watermark
    .withColumn("delay", F.unix_timestamp("arrived_at") - F.unix_timestamp("planned_at"))
    .groupBy(F.window(stops.arrived_at, "10 minutes"), "depot")
    .agg(F.expr("percentile_approx(delay, 0.9)").alias("p90_delay"))
)

(
    delays.writeStream
    .format("parquet")
    .option("path", "s3a://larkhill-lake/delivery_eta")
    .option("checkpointLocation", "/tmp/checkpoints/delivery-eta")
    .trigger(processingTime="1 minute")
    .start()
    .awaitTermination()
)
