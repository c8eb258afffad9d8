"""confs.py CATALOGUE_FOLDER CLASS_PATH < questions.jsonl > answers.jsonl      what Spark makes of settings, one answer a line, in order; one JVM.

A question is {"ask": ..., "key": ..., "text": ...}; the answer {"ok": true} or {"ok": false, "why": class of the exception}.
  read    the converter of the registered entry
  set     spark.conf.set of a session
  build   a new context and a session with that setting; the first thing that a session reads is asked for
  start   a new context with that setting
Questions are answered by kind, since `build` and `start` need the JVM without a context.
"""
import json
import sys

sys.path.insert(0, sys.argv[1])

from dump import declaring_jars, load_declaring_classes  # noqa: E402
from gateway import Jvm, answers, java_error, launch  # noqa: E402

gateway = launch(sys.argv[2])
jvm = Jvm(gateway)
context = jvm.start_context()
context.setLogLevel("OFF")
load_declaring_classes(jvm, declaring_jars(sys.argv[2]))
registry = jvm.field("org.apache.spark.internal.config.ConfigEntry", "knownConfigs")
entries = {entry.key(): entry for entry in registry.values()}
def session_of(of_context):
    """The class moved with 4.0."""
    import pyspark

    sql = jvm.view.org.apache.spark.sql
    made = sql.classic.SparkSession if int(pyspark.__version__.split(".")[0]) >= 4 else sql.SparkSession
    return made(of_context)


session = session_of(context)


def read(key, text):
    try:
        entries[key].valueConverter().apply(text)
    except ValueError:  # a number that Python's side of the bridge cannot hold
        pass


def started(key, text):
    conf = jvm.view.org.apache.spark.SparkConf(False).setMaster("local[1]").setAppName("weir")
    return jvm.view.org.apache.spark.SparkContext(conf.set("spark.ui.enabled", "false").set(key, text))


def start(key, text):
    started(key, text).stop()


def build(key, text):
    with_it = started(key, text)
    try:
        session_of(with_it).sessionState().conf()
    finally:
        with_it.stop()


ask = {"read": read, "set": lambda key, text: session.conf().set(key, text), "build": build, "start": start}


def answer(question):
    try:
        ask[question["ask"]](question["key"], question["text"])
        return {"ok": True}
    except Exception as error:
        java = java_error(error)
        if java is None:
            raise
        return {"ok": False, "why": java.getClass().getSimpleName()}


questions = [json.loads(line) for line in sys.stdin]
given = {}
for kinds in (("read", "set"), ("build", "start")):
    for index, question in enumerate(questions):
        if question["ask"] in kinds:
            given[index] = answer(question)
    context.stop()
for index in range(len(questions)):
    print(json.dumps(given[index]), file=answers)
gateway.shutdown()
