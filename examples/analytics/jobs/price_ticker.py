"""Passes price changes from the stores on to the web tier's topic."""
from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("price-ticker").getOrCreate()

reader = spark.readStream.format("kafka")
reader = reader.option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
reader = reader.option("subscribePattern", r"stores\..*\.prices")
reader = reader.option("maxOffsetsPerTrigger", 20000)
# the stores' topics come and go
reader = reader.option("failOnDataLoss", "false")
prices = reader.load()

writer = prices.selectExpr("key", "value").writeStream.format("kafka")
writer = writer.queryName("price-ticker")
writer = writer.option("kafka.bootstrap.servers", "kafka-bootstrap.platform.svc:9092")
writer = writer.option("kafka.acks", "1")
writer = writer.option("topic", "web.prices")
writer = writer.option("checkpointLocation", "s3a://larkhill-checkpoints/price-ticker")
writer = writer.trigger(processingTime="20 milliseconds")
writer.start().awaitTermination()
