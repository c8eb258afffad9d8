"""options.py CATALOGUE_FOLDER CLASS_PATH < questions.jsonl > answers.jsonl      what streaming sources make of options; one JVM.

A question is {"format": "kafka", "files" or a source for trying things out, which reads its options at load(); "options": {name: text}; `.schema` and `.without` are calls}; the answer {"at": "load" or "query", "why": text}, or {"at": "never"}.
Nobody listens at the address of the Kafka source: a time-out, or a failure to reach it, proves that the options were taken.
"""
import json
import os
import sys
import tempfile

sys.path.insert(0, sys.argv[1])

from gateway import Jvm, answers, java_error, launch  # noqa: E402

gateway = launch(sys.argv[2])
jvm = Jvm(gateway)

from pyspark import SparkConf, SparkContext  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

conf = SparkConf(False).setMaster("local[1]").setAppName("weir").set("spark.ui.enabled", "false").set("spark.sql.shuffle.partitions", "1").set("spark.sql.streaming.kafka.useDeprecatedOffsetFetching", "false")
context = SparkContext(conf=conf, gateway=gateway)
context.setLogLevel("OFF")
session = SparkSession(context)
folder = tempfile.mkdtemp(prefix="weir-options-")
with open(os.path.join(folder, "one.json"), "w") as file:
    file.write('{"v": "1"}\n')
CLIENT = {"kafka.bootstrap.servers": "127.0.0.1:9", "kafka.default.api.timeout.ms": "300", "kafka.request.timeout.ms": "200", "fetchOffset.numRetries": "1", "fetchOffset.retryIntervalMs": "1"}
UNREACHED = ("TimeoutException", "KafkaException", "ExecutionException")


def reader(question):
    options = dict(question["options"])
    schema, without = options.pop(".schema", None), options.pop(".without", None)
    if question["format"] == "files":
        return session.readStream.format("json").schema("v STRING").options(**options), folder
    if question["format"] != "kafka":
        return session.readStream.format(question["format"]).options(**options), None
    topics = {} if any(name in options for name in ("subscribe", "subscribePattern", "assign", "none")) else {"subscribe": "t"}
    client = {name: text for name, text in CLIENT.items() if name != without}
    made = session.readStream.format("kafka").options(**{**client, **topics, **options})
    return (made.schema(schema) if schema else made), None


def said(error):
    java = java_error(error)
    names = []
    while java is not None:
        names.append("%s: %s" % (java.getClass().getSimpleName(), java.getMessage()))
        java = java.getCause()
    return " / ".join(names)[:400] or str(error)[:400]


def answer(question):
    try:
        source, path = reader(question)
        frame = source.load(path) if path else source.load()
    except Exception as error:
        return {"at": "load", "why": said(error)}
    if question["format"] not in ("files", "kafka"):
        return {"at": "never"}
    query = frame.writeStream.format("noop").trigger(availableNow=True).start()
    try:
        query.awaitTermination(30)
        return {"at": "never"}
    except Exception as error:
        why = said(error) + str(query.exception())[:2000]
        return {"at": "never"} if any(name in why for name in UNREACHED) else {"at": "query", "why": why[:400]}
    finally:
        query.stop()


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), file=answers)
gateway.shutdown()
