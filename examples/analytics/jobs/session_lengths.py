"""Visits to the shop: how long they last, and how many pages they have."""
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, count, from_json, session_window

CLICK = "visitor STRING, page STRING, clicked_at TIMESTAMP"

KAFKA = {
    "kafka.bootstrap.servers": "kafka-bootstrap.platform.svc:9092",
    "subscribe": "web.clicks",
    "startingOffsets": "latest",
    "maxOffsetsPerTrigger": "500000",
}

spark = SparkSession.builder.appName("session-lengths").getOrCreate()

clicks = (
    spark.readStream.format("kafka")
    .options(**KAFKA)
    .load()
    .select(from_json(col("value").cast("string"), CLICK).alias("c"))
    .select("c.visitor", "c.page", "c.clicked_at")
)

sessions = (
    clicks.withWatermark("clicked_at", "30 minutes")
    .groupBy(session_window("clicked_at", "20 minutes"), "visitor")
    .agg(count("*").alias("pages"))
    .select("visitor", "pages", col("session_window.start").alias("begin"), col("session_window.end").alias("end"))
)

query = (
    sessions.writeStream.queryName("session-lengths")
    .outputMode("append")
    .option("checkpointLocation", "s3a://larkhill-checkpoints/session-lengths")
    .trigger(processingTime="5 seconds")  # weir-disable-line trigger-interval-small -- the table compacts itself every hour
    .toTable("web.session_lengths")
)
query.awaitTermination()
