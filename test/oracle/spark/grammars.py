"""grammars.py GATEWAY_FOLDER < questions.jsonl > answers.jsonl      what Spark makes of texts, one answer a line, in order; one JVM.

A question is {"place": ..., "text": ...}; the answer {"ms": n}, {"bytes": n} or {"no": class of the exception}.
  trigger, watermark, window   asked of the PySpark calls themselves, on a stream that is never started
  time, bytes                  asked of the parser of spark.* keys, with "unit": a name of TimeUnit or ByteUnit
"""
import json
import sys

sys.path.insert(0, sys.argv[1])

from gateway import Jvm, answers, java_error, launch  # noqa: E402

gateway = launch("")
jvm = Jvm(gateway)

from pyspark import SparkConf, SparkContext  # noqa: E402
from pyspark.sql import SparkSession, functions  # noqa: E402

conf = SparkConf(False).setMaster("local[1]").setAppName("weir").set("spark.ui.enabled", "false")
context = SparkContext(conf=conf, gateway=gateway)
context.setLogLevel("OFF")  # each refusal is logged with its stack trace
stream = SparkSession(context).readStream.format("rate").load()
watermark_node = jvm.module("org.apache.spark.sql.catalyst.plans.logical.EventTimeWatermark")
window_node = jvm.module("org.apache.spark.sql.catalyst.expressions.TimeWindow")
java_utils = jvm.view.org.apache.spark.network.util.JavaUtils
byte_unit = jvm.view.org.apache.spark.network.util.ByteUnit
time_unit = jvm.view.java.util.concurrent.TimeUnit


def trigger(question):
    stream.writeStream.trigger(processingTime=question["text"])
    return {"ms": jvm.view.org.apache.spark.sql.streaming.Trigger.ProcessingTime(question["text"]).intervalMs()}


def watermark(question):
    frame = stream.withWatermark("timestamp", question["text"])
    return {"ms": watermark_node.getDelayMs(frame._jdf.queryExecution().analyzed().delay())}


def window(question):
    stream.groupBy(functions.window("timestamp", question["text"])).count()
    return {"ms": window_node.getIntervalInMicroSeconds(question["text"]) // 1000}


def time(question):
    unit = getattr(time_unit, question["unit"])
    count = java_utils.timeStringAs(question["text"], unit)
    return {"ms": count * unit.toNanos(1) / 1e6}


def size(question):
    unit = getattr(byte_unit, question["unit"])
    count = java_utils.byteStringAs(question["text"], unit)
    return {"bytes": count * unit.toBytes(1)}


ask = {"trigger": trigger, "watermark": watermark, "window": window, "time": time, "bytes": size}


def answer(question):
    try:
        return ask[question["place"]](question)
    except Exception as error:
        java = java_error(error)
        return {"no": type(error).__name__ if java is None else java.getClass().getName()}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), file=answers)
gateway.shutdown()
