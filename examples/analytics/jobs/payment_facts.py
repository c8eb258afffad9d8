"""Payment events, each once, into the warehouse.

The gateway sends an event again when our answer is late, so duplicates are the rule. They have the same event_id.
"""
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

EVENT = "event_id STRING, payment_id STRING, state STRING, amount DECIMAL(12,2), currency STRING, occurred_at TIMESTAMP"

spark = SparkSession.builder.appName("payment-facts").getOrCreate()


def read(topic):
    return (
        spark.readStream.format("kafka")
        .option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
        .option("subscribe", topic)
        .option("startingOffsets", "earliest")
        .option("maxOffsetsPerTrigger", 100000)
        .load()
    )


events = (
    read("payments.events")
    .select(F.from_json(F.col("value").cast("string"), EVENT).alias("e"), "timestamp")
    .select("e.*", "timestamp")
    .withWatermark("occurred_at", "3 hours")
    .dropDuplicates(["event_id"])
)

query = (
    events.writeStream.format("delta")
    .outputMode("append")
    .option("checkpointLocation", "s3a://larkhill-checkpoints/payment-facts")
    .trigger(processingTime="1 minute")
    .toTable("finance.payment_facts")
)
query.awaitTermination()
