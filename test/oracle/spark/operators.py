"""operators.py CATALOGUE_FOLDER CLASS_PATH < questions.jsonl > answers.jsonl      which PySpark files the real Spark refuses; one JVM.

A question is {"text": a PySpark file}; the answer {"ok": true}, or {"ok": false, "why": class and message}.
Every `file:///weir` in a text stands for a folder of that question alone. What a file starts is stopped at once: the checks are made at the call.
Jobs of DStreams come last, since each makes a context of its own: on a cluster of one machine, as far as they can tell.
"""
import json
import os
import re
import shutil
import sys
import tempfile
from unittest.mock import MagicMock

sys.path.insert(0, sys.argv[1])

from gateway import answers, launch  # noqa: E402

gateway = launch(sys.argv[2])

# Functions over rows are handed to Spark, which judges the query, and are never called: what they would need is not asked for.
for module in ("pyarrow", "pyarrow.types", "pandas"):
    sys.modules[module] = MagicMock()

import pyspark.sql.pandas.utils  # noqa: E402
from pyspark import SparkConf, SparkContext  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

for module in list(sys.modules.values()):
    for name in ("require_minimum_pandas_version", "require_minimum_pyarrow_version"):
        if getattr(module, "__name__", "").startswith("pyspark") and hasattr(module, name):
            setattr(module, name, lambda: None)

SETTINGS = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.sql.streaming.stopTimeout": "10s"}
conf = SparkConf(False).setMaster("local[1]").setAppName("weir")
for key, value in SETTINGS.items():
    conf.set(key, value)
context = SparkContext(conf=conf, gateway=gateway)
context.setLogLevel("OFF")
session = SparkSession(context)
root = tempfile.mkdtemp(prefix="weir-operators-")
context.setCheckpointDir(os.path.join(root, "checkpoints"))
# What comes behind the checks and has nothing to do with them: a Python that is not started, a jar that is not there.
NO_REFUSAL = ("ClassNotFoundException", "Py4JNetworkError")
# A broker that is not there: what comes to be sent was taken.
UNREACHED = ("not present in metadata after", "Writing job aborted")


def answer(index, text):
    folder = os.path.join(root, str(index))
    try:
        exec(compile(text.replace("file:///weir", folder), "job.py", "exec"), {"__name__": "__main__"})
        return {"ok": True}
    except Exception as error:
        if any(words in str(error) for words in UNREACHED):
            return {"ok": True}
        why = "%s: %s" % (type(error).__name__, str(error)[:200])
        if any(name in why for name in NO_REFUSAL):
            raise
        return {"ok": False, "why": why}
    finally:
        for query in session.streams.active:
            query.stop()
        session.catalog.clearCache()
        for key in re.findall(r'conf\.set\("(spark\.sql\.streaming\.[^"]+)"', text):
            session.conf.unset(key)


def started(index, text):
    scope = {"__name__": "__main__"}
    try:
        exec(compile(text.replace("file:///weir", os.path.join(root, str(index))), "job.py", "exec"), scope)
        return {"ok": True}
    except Exception as error:
        return {"ok": False, "why": "%s: %s" % (type(error).__name__, str(error)[:400])}
    finally:
        if "ssc" in scope:
            scope["ssc"].stop(stopSparkContext=False)
        SparkContext._active_spark_context.stop()


texts = [json.loads(line)["text"] for line in sys.stdin]
is_dstreams = ["StreamingContext" in text for text in texts]
given = {index: answer(index, text) for index, text in enumerate(texts) if not is_dstreams[index]}
context.stop()
for key, value in {"master": "local[2]", "app.name": "weir", "ui.enabled": "false", "dynamicAllocation.testing": "true", "streaming.dynamicAllocation.testing": "true"}.items():
    gateway.jvm.java.lang.System.setProperty("spark." + key, value)
given.update((index, started(index, text)) for index, text in enumerate(texts) if is_dstreams[index])
for index in range(len(texts)):
    print(json.dumps(given[index]), file=answers)
gateway.shutdown()
shutil.rmtree(root, True)
