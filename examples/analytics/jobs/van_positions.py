"""Van positions, bronze to silver: parse, drop what is no position, write by day."""
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

POSITION = "van_id STRING, lat DOUBLE, lon DOUBLE, sent_at TIMESTAMP"


def parsed(raw: DataFrame) -> DataFrame:
    return raw.select(F.from_json(F.col("value").cast("string"), POSITION).alias("p")).select("p.*")


def plausible(positions: DataFrame) -> DataFrame:
    return positions.where(F.col("lat").between(47, 55) & F.col("lon").between(5, 16))


def main() -> None:
    spark = SparkSession.builder.appName("van-positions").getOrCreate()

    raw = (
        spark.readStream.format("kafka")
        .option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
        .option("subscribe", "logistics.van-positions")
        .option("startingOffsets", "latest")
        .option("maxOffsetsPerTrigger", 300_000)
        .load()
    )

    query = (
        plausible(parsed(raw))
        .withColumn("day", F.to_date("sent_at"))
        .writeStream.format("delta")
        .partitionBy("day")
        .option("checkpointLocation", "s3a://larkhill-checkpoints/van-positions")
        .trigger(processingTime="1 minute")
        .toTable("silver.van_positions")
    )
    query.awaitTermination()


if __name__ == "__main__":
    main()
