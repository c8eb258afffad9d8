"""confs.py CATALOGUE_FOLDER CLASS_PATH < questions.jsonl > answers.jsonl      what Spark makes of settings, one answer a line, in order; one JVM.

A question is {"ask": ..., "key": ..., "text": ...}; the answer {"ok": true} or {"ok": false, "why": class of the exception}.
  read      the converter of the registered entry
  set       spark.conf.set of a session
  live, sql spark.conf.set and SET of a session for which nothing was loaded that a session does not load by itself
  query     a stateless query, or one with RocksDB and a state, in a session with that setting
  build     a new context and a session with that setting; the first thing that a session reads is asked for
  start     a new context with that setting, or with all of {"ask": "start", "settings": {...}}
Questions are answered by kind: the first need a JVM that has not loaded every class, `build` and `start` one without a context.
"""
import json
import os
import shutil
import sys
import tempfile

sys.path.insert(0, sys.argv[1])

from dump import declaring_jars, load_declaring_classes, registered  # noqa: E402
from gateway import Jvm, answers, java_error, launch  # noqa: E402

gateway = launch(sys.argv[2])
jvm = Jvm(gateway)
context = jvm.start_context()
context.setLogLevel("OFF")
session = jvm.start_session(context)
root = tempfile.mkdtemp(prefix="weir-confs-")
os.mkdir(os.path.join(root, "in"))
with open(os.path.join(root, "in", "a.txt"), "w") as file:
    file.write("a")
entries = {}
ROCKSDB = "spark.sql.streaming.stateStore.rocksdb."


def read(key, text):
    try:
        entries[key].valueConverter().apply(text)
    except ValueError:  # a number that Python's side of the bridge cannot hold
        pass


def live(key, text):
    session.newSession().conf().set(key, text)


def sql(key, text):
    session.newSession().sql("SET %s=%s" % (key, text))


def query(key, text):
    own = session.newSession()
    own.conf().set("spark.sql.shuffle.partitions", "1")
    own.conf().set(key, text)
    frame = own.readStream().format("text").load(os.path.join(root, "in"))
    if key.startswith(ROCKSDB):
        own.conf().set("spark.sql.streaming.stateStore.providerClass", "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
        frame = frame.dropDuplicates()
    writer = frame.writeStream().format("noop").option("checkpointLocation", tempfile.mkdtemp(dir=root))
    started = writer.trigger(jvm.view.org.apache.spark.sql.streaming.Trigger.Once()).start()
    if not started.awaitTermination(60_000):
        raise TimeoutError("a query with %s=%s hangs" % (key, text))


def started(settings):
    conf = jvm.view.org.apache.spark.SparkConf(False).setMaster("local[1]").setAppName("weir").set("spark.ui.enabled", "false")
    for key, text in settings.items():
        conf.set(key, text)
    return jvm.view.org.apache.spark.SparkContext(conf)


def start(settings):
    started(settings).stop()


def build(key, text):
    with_it = started({key: text})
    try:
        jvm.start_session(with_it)
    finally:
        with_it.stop()


ask = {"read": read, "set": lambda key, text: session.conf().set(key, text), "live": live, "sql": sql, "query": query, "build": build}


def answer(question):
    try:
        if question["ask"] == "start":
            start(question.get("settings") or {question["key"]: question["text"]})
        else:
            ask[question["ask"]](question["key"], question["text"])
        return {"ok": True}
    except Exception as error:
        java = java_error(error)
        if java is None:
            raise
        return {"ok": False, "why": java.getClass().getSimpleName()}


questions = [json.loads(line) for line in sys.stdin]
given = {}


def answer_all(*kinds):
    for index, question in enumerate(questions):
        if question["ask"] in kinds:
            given[index] = answer(question)


answer_all("live", "sql", "query")
load_declaring_classes(jvm, declaring_jars(sys.argv[2]))
entries.update((entry.key(), entry) for entry in registered(jvm))
answer_all("read", "set")
context.stop()
answer_all("build", "start")
for index in range(len(questions)):
    print(json.dumps(given[index]), file=answers)
gateway.shutdown()
shutil.rmtree(root, True)
