"""Tells the mail service about customers who have reached a new level."""
import requests
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, from_json

LEVEL = "customer_id STRING, level STRING, reached_at TIMESTAMP"
MAILER = "https://mail.internal.larkhill.example/v2/levels"

spark = SparkSession.builder.appName("loyalty-mailer").getOrCreate()


def send(batch, batch_id):
    for row in batch.toLocalIterator():
        requests.post(MAILER, json={"customer": row.customer_id, "level": row.level}, timeout=10)


levels = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
    .option("subscribe", "loyalty.levels")
    .load()
    .select(from_json(col("value").cast("string"), LEVEL).alias("l"))
    .select("l.*")
)

levels.writeStream.foreachBatch(send).trigger(processingTime="1 minute").start().awaitTermination()
