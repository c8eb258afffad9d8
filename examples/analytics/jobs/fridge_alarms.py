"""Raises an alarm when a fridge in a van has been too warm for a while."""
from pyspark.sql import SparkSession
from pyspark.sql.functions import avg, col, from_json, window
from pyspark.sql.types import DoubleType, StringType, StructField, StructType, TimestampType

READING = StructType(
    [
        StructField("van_id", StringType(), False),
        StructField("fridge", StringType(), False),
        StructField("celsius", DoubleType(), True),
        StructField("measured_at", TimestampType(), False),
    ]
)

TOO_WARM = 7.0

spark = SparkSession.builder.appName("fridge-alarms").getOrCreate()

readings = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
    .option("subscribe", "logistics.fridge-temperatures")
    .option("maxOffsetsPerTrigger", "50000")
    .load()
    .select(from_json(col("value").cast("string"), READING).alias("r"))
    .select("r.*")
)

warm = (
    readings.withWatermark("measured_at", "2 minutes")
    .groupBy(window("measured_at", "1 minute"), "van_id", "fridge")
    .agg(avg("celsius").alias("celsius"))
    .where(col("celsius") > TOO_WARM)
)

# the alarm has to be on the driver's screen at once
(
    warm.writeStream.format("delta")
    .outputMode("append")
    .option("checkpointLocation", "s3a://larkhill-checkpoints/fridge-alarms")
    .trigger(processingTime="250 milliseconds")
    .toTable("logistics.fridge_alarms")
    .awaitTermination()
)
