"""Stock levels, one row per store and article, merged into a Delta table."""
import os

from delta.tables import DeltaTable
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

LEVEL = "store_id STRING, article STRING, level INT, counted_at TIMESTAMP"
TABLE = "silver.stock_levels"
CHECKPOINT = f"{os.environ['CHECKPOINT_ROOT']}/stock-merge"

spark = (
    SparkSession.builder.appName("stock-merge")
    .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
    .config("spark.sql.streaming.stateStore.providerClass", "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
    .getOrCreate()
)


def newest(levels: DataFrame) -> DataFrame:
    by_age = Window.partitionBy("store_id", "article").orderBy(F.col("counted_at").desc())
    return levels.withColumn("rank", F.row_number().over(by_age)).where("rank = 1").drop("rank")


def merge(batch: DataFrame, batch_id: int) -> None:
    # the same batch may come twice after a crash: MERGE makes that harmless
    target = DeltaTable.forName(batch.sparkSession, TABLE)
    (
        target.alias("t")
        .merge(newest(batch).alias("s"), "t.store_id = s.store_id AND t.article = s.article")
        .whenMatchedUpdateAll(condition="s.counted_at > t.counted_at")
        .whenNotMatchedInsertAll()
        .execute()
    )


levels = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", os.environ["KAFKA_BOOTSTRAP"])
    .option("subscribe", "stock-levels")
    .option("startingOffsets", "earliest")
    .option("maxOffsetsPerTrigger", 100_000)
    .load()
    .select(F.from_json(F.col("value").cast("string"), LEVEL).alias("level"))
    .select("level.*")
)

(
    levels.writeStream.foreachBatch(merge)
    .option("checkpointLocation", CHECKPOINT)
    .trigger(processingTime="30 seconds")
    .start()
    .awaitTermination()
)
