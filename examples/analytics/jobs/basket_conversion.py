"""How many baskets become orders, by store and quarter of an hour.

Feeds the board in the store manager's office. Deployed by Airflow as `basket-conversion`.
"""
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

BASKET = "basket_id STRING, store_id STRING, closed_at TIMESTAMP, ordered BOOLEAN, value DECIMAL(10,2)"

spark = SparkSession.builder.appName("basket-conversion").getOrCreate()

baskets = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
    .option("subscribe", "web.baskets")
    .option("maxOffsetsPerTrigger", 200_000)
    .load()
    .select(F.from_json(F.col("value").cast("string"), BASKET).alias("basket"))
    .select("basket.*")
)

conversion = (
    baskets
    .groupBy(F.window("closed_at", "15 minutes"), "store_id")
    .agg(
        F.count("*").alias("baskets"),
        F.sum(F.col("ordered").cast("int")).alias("orders"),
        F.avg("value").alias("average_value"),
    )
)

query = (
    conversion
    .select(F.col("store_id").alias("key"), F.to_json(F.struct("*")).alias("value"))
    .writeStream
    .queryName("basket-conversion")
    .outputMode("update")
    .format("kafka")
    .option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
    .option("topic", "analytics.basket-conversion")
    .option("checkpointLocation", "s3a://larkhill-checkpoints/basket-conversion")
    .trigger(processingTime="30 seconds")
    .start()
)

query.awaitTermination()
