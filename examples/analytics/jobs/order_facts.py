#!/usr/bin/env python3
"""Order facts: from orders.placed and orders.cancelled into the warehouse, and revenue by store for the board.

Two queries in one application:

* order-facts     every order event, cleaned, into finance.order_facts
* store-revenue   revenue by store and five minutes, into the topic that the board reads

Run by hand:  spark-submit --properties-file spark-defaults.conf order_facts.py --env prod
"""
import argparse
import logging

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import (
    ArrayType,
    DecimalType,
    IntegerType,
    StringType,
    StructField,
    StructType,
    TimestampType,
)

log = logging.getLogger("order-facts")

BROKERS = {
    "prod": "kafka-bootstrap.platform.svc:9092",
    "staging": "kafka-bootstrap.platform-staging.svc:9092",
}
CHECKPOINTS = "s3a://larkhill-checkpoints/order-facts"

LINE = StructType(
    [
        StructField("article", StringType(), False),
        StructField("quantity", IntegerType(), False),
        StructField("price", DecimalType(10, 2), False),
    ]
)

ORDER = StructType(
    [
        StructField("order_id", StringType(), False),
        StructField("store_id", StringType(), False),
        StructField("customer_id", StringType(), True),
        StructField("state", StringType(), False),
        StructField("placed_at", TimestampType(), False),
        StructField("lines", ArrayType(LINE), True),
    ]
)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--env", choices=sorted(BROKERS), default="prod")
    return parser.parse_args()


def session(env: str) -> SparkSession:
    return (
        SparkSession.builder.appName(f"order-facts-{env}")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "48")
        # SIGTERM must not cut a batch in two
        .config("spark.streaming.stopGracefullyOnShutdown", "true")
        .getOrCreate()
    )


def orders(spark: SparkSession, brokers: str) -> DataFrame:
    """All order events, since the topic began: finance wants history in the warehouse."""
    return (
        spark.readStream.format("kafka")
        .option("kafka.bootstrap.servers", brokers)
        .option("subscribe", "orders.placed,orders.cancelled")
        .option("startingOffsets", "earliest")
        .load()
        .select(F.from_json(F.col("value").cast("string"), ORDER).alias("o"), F.col("topic"))
        .select("o.*", "topic")
        .where(F.col("order_id").isNotNull())
    )


def with_total(frame: DataFrame) -> DataFrame:
    total = F.aggregate("lines", F.lit(0).cast("decimal(12,2)"), lambda sum_, line: sum_ + line.quantity * line.price)
    return frame.withColumn("total", total)


def write_facts(frame: DataFrame):
    return (
        frame.withColumn("day", F.to_date("placed_at"))
        .writeStream.queryName("order-facts")
        .format("delta")
        .partitionBy("day")
        .option("checkpointLocation", CHECKPOINTS + "/facts")
        .trigger(processingTime="5 seconds")
        .toTable("finance.order_facts")
    )


def write_revenue(frame: DataFrame, brokers: str):
    revenue = (
        frame.where("state = 'PLACED'")
        .withWatermark("placed_at", "20 minutes")
        .groupBy(F.window("placed_at", "5 minutes"), "store_id")
        .agg(F.sum("total").alias("revenue"), F.count("*").alias("orders"))
    )
    return (
        revenue.select(F.col("store_id").alias("key"), F.to_json(F.struct("*")).alias("value"))
        .writeStream.queryName("store-revenue")
        .format("kafka")
        .outputMode("update")
        .option("kafka.bootstrap.servers", brokers)
        .option("topic", "analytics.store-revenue")
        .trigger(processingTime="10 seconds")
        .start()
    )


def main() -> None:
    arguments = parse_arguments()
    brokers = BROKERS[arguments.env]
    spark = session(arguments.env)
    frame = with_total(orders(spark, brokers))
    write_facts(frame)
    write_revenue(frame, brokers)
    log.info("both queries are running against %s", brokers)
    spark.streams.awaitAnyTermination()


if __name__ == "__main__":
    main()
