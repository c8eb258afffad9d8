"""dump.py [CLASS_PATH]      every configuration entry that the running pyspark registers, as JSON lines.

The first line is {"version": ...}. Then one line an entry, and one for each key that Spark only keeps for old times' sake
(see `old_names`). generate.ts turns them into core/catalogue/data/spark.json.
"""
import glob
import json
import os
import re
import sys
import zipfile

import pyspark
from py4j.protocol import Py4JJavaError

from gateway import Jvm, answers, java_error, launch

# What the constant pool of a class mentions that declares an entry.
DECLARES = (b"internal/config/ConfigBuilder", b"internal/config/ConfigEntry")
NONSENSE = "~weir~"

# How many nanoseconds or bytes a unit has: the names of java.util.concurrent.TimeUnit and of Spark's ByteUnit, then the suffixes.
TIME_UNITS = {
    "NANOSECONDS": ("ns", 1),
    "MICROSECONDS": ("us", 10**3),
    "MILLISECONDS": ("ms", 10**6),
    "SECONDS": ("s", 10**9),
    "MINUTES": ("min", 60 * 10**9),
    "HOURS": ("h", 3_600 * 10**9),
    "DAYS": ("d", 86_400 * 10**9),
}
BYTE_UNITS = {"BYTE": ("bytes", 1), "KiB": ("KiB", 1 << 10), "MiB": ("MiB", 1 << 20), "GiB": ("GiB", 1 << 30)}
TIME_PROBES = {"1d": 86_400 * 10**9, "365d": 365 * 86_400 * 10**9, "1h": 3_600 * 10**9, "1m": 60 * 10**9, "1s": 10**9}
BYTE_PROBES = {"1g": 1 << 30, "64g": 64 << 30, "16m": 16 << 20, "1m": 1 << 20, "1k": 1 << 10}

# Defaults that Spark works out from the machine or the folder it runs on: found by dumping with 1, 2, 7 and 64 processors, with
# another time zone, user, home, temporary and working directory. Numbers are those of two processors.
MACHINE_DEFAULTS = {
    "spark.history.fs.numCompactThreads": "1",
    "spark.history.fs.numReplayThreads": "1",
    "spark.sql.session.timeZone": "<time zone of the JVM>",
    "spark.sql.streaming.stateStore.numStateStoreMaintenanceThreads": "2",
    "spark.sql.warehouse.dir": "file:<working directory>/spark-warehouse",
    # An address on the internet is no fact that anybody judges by.
    "spark.sql.maven.additionalRemoteRepositories": "<a mirror of the central repository>",
}


def load_declaring_classes(jvm, jars):
    """An entry registers when the class that declares it is initialised, so initialise all of them.

    Only names that end in `$`: `object X` is compiled to X$, and the static forwarders in X initialise nothing.
    """
    for jar in jars:
        with zipfile.ZipFile(jar) as file:
            for name in file.namelist():
                if name.endswith("$.class") and any(word in file.read(name) for word in DECLARES):
                    jvm.load(name[: -len(".class")].replace("/", "."))


class Refused(Exception):
    """The converter said no. `parameters` are the slots of Spark's message."""

    def __init__(self, condition, parameters):
        self.condition, self.parameters = condition, parameters


def read(entry, text):
    """What the entry's own converter makes of a text; an Option is taken off."""
    try:
        value = entry.valueConverter().apply(text)
    except Py4JJavaError as error:
        raise refusal(java_error(error)) from error
    if hasattr(value, "getClass") and value.getClass().getName() == "scala.Some":
        return value.get()
    return value


def refusal(java):
    try:
        return Refused(java.getCondition() or "", dict(java.getMessageParameters() or {}))
    except Exception:  # not one of Spark's own exceptions: it has neither
        return Refused("", {})


def accepts(entry, text):
    try:
        read(entry, text)
        return True
    except Refused:
        return False


def is_list(value):
    return hasattr(value, "getClass") and "scala.collection" in value.getClass().getName()


def kind_of(entry):
    """Type, unit and allowed values, from what the converter says about a word that cannot be right."""
    try:
        return {"type": "list" if is_list(read(entry, NONSENSE)) else "string"}
    except Refused as no:
        if "confType" in no.parameters:
            return typed(entry, no.parameters["confType"])
        if "confOptions" in no.parameters:
            return choice(entry, no.parameters["confOptions"].split(", "))
        if "confRequirement" in no.parameters:
            return required(entry, no.parameters["confRequirement"])
        return {"type": "string"} if no.condition else guessed(entry)


def typed(entry, text):
    name, _, unit = text.partition(" in ")
    if name == "time":
        return {"type": "time", "unit": proven(entry, TIME_UNITS[unit], TIME_PROBES)}
    if name == "bytes":
        return {"type": "bytes", "unit": proven(entry, BYTE_UNITS[unit], BYTE_PROBES)}
    if name == "long" and accepts(entry, "1") and is_list(read(entry, "1")):
        return {"type": "list"}
    if name in ("int", "long"):
        return {"type": name, **numbers(entry)}
    return {"type": {"decimal": "double"}.get(name, name)}


def proven(entry, unit, probes):
    """The unit that the message names, held against the converter: a text with a suffix and the bare number must be the same.

    Where a validator refuses a probe the next one is tried; an entry that proves nothing stops the dump.
    """
    name, size = unit
    for text, total in probes.items():
        count = total // size
        if count and accepts(entry, text) and accepts(entry, str(count)):
            if read(entry, text) == read(entry, str(count)) == count:
                return name
            raise ValueError("%s: a bare number does not count %s" % (entry.key(), name))
    raise ValueError("%s: no probe tells what a bare number counts" % entry.key())


def numbers(entry):
    """A whole number of which only some are allowed (format versions)."""
    try:
        read(entry, "-987654")
    except Refused as no:
        if "confOptions" in no.parameters:
            return {"in": sorted(no.parameters["confOptions"].split(", "), key=int)}
    return {}


def choice(entry, words):
    """An enum, each word of which the converter takes; whether it takes them in any case as well."""
    if not all(accepts(entry, word) for word in words):
        raise ValueError("%s refuses one of its own values: %s" % (entry.key(), words))
    any_case = all(accepts(entry, word.swapcase()) for word in words)
    return {"type": "enum", "in": sorted(words), **({"anyCase": True} if any_case else {})}


def required(entry, sentence):
    """Some entries list their values only in the prose of a requirement."""
    _, found, tail = sentence.partition("alid values are")
    words = re.findall(r"'([^']+)'", tail) or re.findall(r"[\w-]+", tail)
    return choice(entry, words) if found else {"type": "string"}


def guessed(entry):
    """Converters that throw an exception of the JDK's say nothing: three probes tell the type."""
    if accepts(entry, "true"):
        return {"type": "boolean"}
    if accepts(entry, "1"):
        return {"type": "long" if accepts(entry, "3000000000") else "int"}
    return {"type": "string"}


def default_of(entry):
    """The default as Spark shows it, or the key that is read instead."""
    if entry.key() in MACHINE_DEFAULTS:
        return {"default": MACHINE_DEFAULTS[entry.key()], "machine": True}
    text = entry.defaultValueString()
    fallback = re.fullmatch(r"<value of (.+)>", text)
    if fallback:
        return {"fallback": fallback.group(1)}
    return {} if text == "<undefined>" else {"default": text}


def row_of(entry, scope):
    names = [name for name in entry.alternatives().mkString("\n").split("\n") if name]
    return {
        "key": entry.key(),
        **kind_of(entry),
        **default_of(entry),
        "scope": scope,
        "internal": not entry.isPublic(),
        "since": entry.version(),
        "alternatives": names,
    }


def entries(jvm):
    sql = jvm.module("org.apache.spark.sql.internal.SQLConf")
    session = {entry.key() for entry in sql.getConfigEntries().toArray()}
    registry = jvm.field("org.apache.spark.internal.config.ConfigEntry", "knownConfigs")
    for entry in sorted(registry.values(), key=lambda entry: entry.key()):
        key = entry.key()
        yield row_of(entry, "static" if sql.isStaticConfigKey(key) else "session" if key in session else "core")


def items(scala_collection):
    iterator = scala_collection.iterator()
    while iterator.hasNext():
        yield iterator.next()


def pairs(scala_map):
    return sorted(((pair._1(), pair._2()) for pair in items(scala_map)), key=lambda pair: pair[0])


def old_names(jvm):
    """Keys that are kept outside the registries: other names of core keys, deprecated keys, and SQL keys that are refused."""
    conf = "org.apache.spark.SparkConf"
    for key, others in pairs(jvm.field(conf, "configsWithAlternatives")):
        for other in items(others):
            yield {"old": other.key(), "of": key, "since": other.version(), "translated": other.translation() is not None}
    sql = jvm.module("org.apache.spark.sql.internal.SQLConf")
    for key, found in pairs(jvm.field(conf, "deprecatedConfigs")):
        yield {"deprecated": key, "since": found.version(), "note": found.deprecationMessage().strip()}
    for key, found in pairs(sql.deprecatedSQLConfigs()):
        yield {"deprecated": key, "since": found.version(), "note": found.comment().strip()}
    for key, found in pairs(sql.removedSQLConfigs()):
        yield {"removed": key, "since": found.version(), "note": found.comment().strip(), "accepts": found.defaultValue()}


def main():
    class_path = sys.argv[1] if len(sys.argv) > 1 else ""
    beside = [jar for jar in class_path.split(os.pathsep) if os.path.basename(jar).startswith("spark-")]
    own = sorted(glob.glob(os.path.join(os.path.dirname(pyspark.__file__), "jars", "spark-*.jar")))
    gateway = launch(class_path)
    try:
        jvm = Jvm(gateway)
        jvm.start_context()
        load_declaring_classes(jvm, own + beside)
        print(json.dumps({"version": pyspark.__version__}), file=answers)
        for row in entries(jvm):
            print(json.dumps(row), file=answers)
        for row in old_names(jvm):
            print(json.dumps(row), file=answers)
    except Py4JJavaError as error:  # its text is asked of the JVM, so before the JVM goes
        raise SystemExit(str(error)) from None
    finally:
        gateway.shutdown()


main()
