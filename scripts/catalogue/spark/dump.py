"""dump.py [CLASS_PATH [--registries]]      every configuration entry that the running pyspark registers, as JSON lines.

The first line is {"version": ...}. Then one line an entry, and one for each key that Spark only keeps for old times' sake
(see `old_names`), and for each that a context reads when it starts, unless only the registries are asked for: that takes hundreds of starts.
generate.ts turns them into core/catalogue/data/spark.json.
"""
import functools
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


def declaring_jars(class_path):
    """Spark's own jars, and those of it that stand beside."""
    beside = [jar for jar in class_path.split(os.pathsep) if os.path.basename(jar).startswith("spark-")]
    return sorted(glob.glob(os.path.join(os.path.dirname(pyspark.__file__), "jars", "spark-*.jar"))) + beside


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


# How Spark words a refusal before 4.1, where its exceptions have no slots: the slot and what stands in it.
WORDED = (
    (re.compile(r" should be (boolean|int|long|double), but was "), "confType"),
    (re.compile(r"^Time must be specified as "), "time"),
    (re.compile(r"^Size must be specified as "), "bytes"),
    (re.compile(r"^The value of \S+ should be one of (.*?), but was ", re.S), "confOptions"),
    (re.compile(r"^'.*' in \S+ is invalid\. (.*)", re.S), "confRequirement"),
)


def refusal(java):
    try:
        slots = dict(java.getMessageParameters() or {})
        if any(name.startswith("conf") for name in slots):
            return Refused(java.getCondition() or "", slots)
    except Exception:  # not one of Spark's own exceptions, or a release whose exceptions have no slots
        pass
    return worded(java.getMessage() or "")


def worded(message):
    for pattern, slot in WORDED:
        found = pattern.search(message)
        if found:
            return Refused("", {"confType": slot} if slot in ("time", "bytes") else {slot: found.group(1)})
    return Refused("", {})


def accepts(entry, text):
    try:
        read(entry, text)
        return True
    except Refused:
        return False
    except ValueError:  # taken, as a number that Python's side of the bridge cannot hold
        return True


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
        return {"type": "time", "unit": proven(entry, TIME_UNITS.get(unit) or unit_of(entry, TIME_UNITS, TIME_PROBES), TIME_PROBES), **whole_range(entry, -LONG - 1, LONG)}
    if name == "bytes":
        return {"type": "bytes", "unit": proven(entry, BYTE_UNITS.get(unit) or unit_of(entry, BYTE_UNITS, BYTE_PROBES), BYTE_PROBES), **whole_range(entry, -LONG, LONG)}
    if name == "long" and accepts(entry, "1") and is_list(read(entry, "1")):
        return {"type": "list"}
    if name in ("int", "long"):
        return {"type": name, **(numbers(entry) or (whole_range(entry, -INT - 1, INT) if name == "int" else whole_range(entry, -LONG - 1, LONG)))}
    if name in ("decimal", "double"):
        return {"type": "double", **double_range(entry)}
    if name == "boolean" and not (accepts(entry, "true") and accepts(entry, "false")):
        return {"type": "boolean", "odd": True}
    return {"type": name}


def unit_of(entry, units, probes):
    """What a bare number counts, where the message does not name it: a text with a suffix, divided by what the converter makes of it."""
    for text, total in probes.items():
        if accepts(entry, text) and read(entry, text) > 0:
            return next(unit for unit in units.values() if unit[1] == total // read(entry, text))
    raise ValueError("%s: no probe tells its unit" % entry.key())


INT, LONG = (1 << 31) - 1, (1 << 63) - 1


def whole_range(entry, least, most):
    """The smallest and the largest number that the converter takes, where that is not all that the type holds. A size may have a minus in front."""
    takes = functools.cache(lambda number: accepts(entry, str(number)))
    probes = [1, 10, 0, 100, 1000, 2, 3, 4, 5, 50, 5000, 100_000, 1 << 20, 1 << 25, -1, 1 << 30]
    inside = next((number for number in probes if takes(number)), None)
    if inside is None:
        return {"odd": True}
    low = None if takes(least) else edge(takes, inside, least)
    high = None if takes(most) else edge(takes, inside, most)
    return ranged(takes, low, high, least, most)


def edge(takes, inside, outside):
    """The last number that is taken on the way from one that is to one that is not."""
    way = 1 if outside > inside else -1
    for guess in (0, 1, 2, 100, 1000):
        if (guess - inside) * way >= 0 and takes(guess) and not takes(guess + way):
            return guess
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        inside, outside = (middle, outside) if takes(middle) else (inside, middle)
    return inside


def ranged(takes, low, high, least, most):
    """The range, unless it has holes or there is more beside it: then its numbers are not judged."""
    first, last = least if low is None else low, most if high is None else high
    steps = [0, 1, 2, 3, 6, 7, 99, 1000, 4097, 1 << 20]
    inside = {n for step in steps for n in (first + step, last - step, step) if first <= n <= last}
    outside = {n for step in steps for n in (first - step - 1, last + step + 1, least + step, most - step) if least <= n <= most and not first <= n <= last}
    if not all(map(takes, inside)) or any(map(takes, outside)):
        return {"odd": True}
    return {**({} if low is None else {"min": low}), **({} if high is None else {"max": high})}


# From where on a fraction may be refused: a bound that is itself taken, and one that is not.
def double_range(entry):
    takes = functools.cache(lambda text: accepts(entry, text))
    if not any(map(takes, ("0.5", "1.5", "10"))):
        return {"odd": True}
    low = bound(takes, ("-1e300", "-1", "-1e-9"), (("min", 0, ("0",), ("-1e-9",)), ("over", 0, ("1e-9",), ("0",)), ("min", 1, ("1",), ("0.999999",)), ("over", 1, ("1.000001",), ("1",))))
    high = bound(takes, ("1e300", "1e9", "2"), (("max", 1, ("1",), ("1.000001",)), ("under", 1, ("0.999999",), ("1",))))
    return {"odd": True} if low is None or high is None else {**low, **high}


def bound(takes, beyond, shapes):
    """Nothing where all is taken, the one shape that fits, or None."""
    if all(map(takes, beyond)):
        return {}
    if any(map(takes, beyond[:2])):
        return None
    return next(({name: value} for name, value, good, bad in shapes if all(map(takes, good)) and not any(map(takes, bad))), None)


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
        return {"type": "long" if accepts(entry, "3000000000") else "int", "odd": True}
    return {"type": "string"}


def default_of(entry):
    """The default as Spark shows it, or the key that is read instead."""
    if entry.key() in MACHINE_DEFAULTS:
        return {"default": MACHINE_DEFAULTS[entry.key()], "machine": True}
    text = entry.defaultValueString()
    fallback = re.fullmatch(r"<value of (.+)>", text or "")
    if fallback:
        return {"fallback": fallback.group(1)}
    return {} if text in ("<undefined>", None) else {"default": text}


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


def registered(jvm):
    """The entries whose classes are loaded by now."""
    return jvm.field("org.apache.spark.internal.config.ConfigEntry", "knownConfigs").values()


def entries(jvm):
    sql = jvm.module("org.apache.spark.sql.internal.SQLConf")
    session = {entry.key() for entry in sql.getConfigEntries().toArray()}
    for entry in sorted(registered(jvm), key=lambda entry: entry.key()):
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


def read_at_start(jvm, rows):
    """Core keys that a context reads when it starts, in local mode and with everything else at its default.

    All keys get a value that cannot be right; Spark names the one that it comes to first, and the next start goes without it.
    """
    wrong = {row["key"] for row in rows if row["scope"] == "core" and row["type"] not in ("string", "list")}
    while wrong:
        error = refused_start(jvm, wrong)
        if error is None:
            return
        found = named_in(error, wrong) or halved(jvm, sorted(wrong))
        wrong.discard(found)
        if refused_start(jvm, [found]):  # and not only beside another wrong value
            yield found


def refused_start(jvm, wrong):
    """The exception by which a context with these wrong values does not start; None where it does."""
    conf = jvm.view.org.apache.spark.SparkConf(False).setMaster("local[1]").setAppName("weir")
    conf.set("spark.ui.enabled", "false")
    for key in wrong:
        conf.set(key, NONSENSE)
    try:
        jvm.view.org.apache.spark.SparkContext(conf).stop()
        return None
    except Py4JJavaError as error:
        return java_error(error)


def halved(jvm, wrong):
    """One key of those that keep a context from starting, where no message names it."""
    while len(wrong) > 1:
        half = wrong[: len(wrong) // 2]
        wrong = half if refused_start(jvm, half) else wrong[len(half) :]
    return wrong[0]


def named_in(java, keys):
    """The longest of the keys that the message of an exception, or of a cause of it, names."""
    while java is not None:
        named = [key for key in keys if re.search(r"(?<![\w.])%s(?![\w.])" % re.escape(key), java.getMessage() or "")]
        if named:
            return max(named, key=len)
        java = java.getCause()
    return None


def main():
    class_path = sys.argv[1] if len(sys.argv) > 1 else ""
    gateway = launch(class_path)
    try:
        jvm = Jvm(gateway)
        context = jvm.start_context()
        jvm.start_session(context)
        loaded = {entry.key() for entry in registered(jvm)}
        load_declaring_classes(jvm, declaring_jars(class_path))
        print(json.dumps({"version": pyspark.__version__}), file=answers)
        rows = list(entries(jvm))
        for row in rows:
            print(json.dumps(row), file=answers)
        for row in old_names(jvm):
            print(json.dumps(row), file=answers)
        for row in rows:
            if row["scope"] != "session" and row["key"] not in loaded:
                print(json.dumps({"late": row["key"]}), file=answers)
        context.stop()
        for key in [] if "--registries" in sys.argv else read_at_start(jvm, rows):
            print(json.dumps({"start": key}), file=answers)
    except Py4JJavaError as error:  # its text is asked of the JVM, so before the JVM goes
        raise SystemExit(str(error)) from None
    finally:
        gateway.shutdown()


if __name__ == "__main__":
    main()
