"""One quiet JVM with Spark's classes, driven over py4j; the same for the catalogue's dump and for the tests' judge."""
import atexit
import os
import shutil
import sys
import tempfile

# The JVM and Spark's scripts write to standard output too: answers go to a duplicate, everything else to standard error.
answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
os.dup2(2, 1)


def launch(class_path):
    """A gateway to a fresh JVM. `class_path`: jars beside pyspark's own, or ''. No settings of this machine are read."""
    for name in ("SPARK_HOME", "SPARK_CONF_DIR", "PYSPARK_SUBMIT_ARGS", "JAVA_TOOL_OPTIONS"):
        os.environ.pop(name, None)
    empty = tempfile.mkdtemp(prefix="weir-spark-")
    atexit.register(shutil.rmtree, empty, True)
    os.environ["SPARK_CONF_DIR"] = empty
    arguments = ["--driver-memory", "512m", "--driver-java-options", "'-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'"]
    if class_path:
        arguments += ["--driver-class-path", class_path]
    os.environ["PYSPARK_SUBMIT_ARGS"] = " ".join(arguments) + " pyspark-shell"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.java_gateway import launch_gateway

    return launch_gateway()


class Jvm:
    """Scala objects and their private fields, by reflection: the same for every Scala version."""

    def __init__(self, gateway):
        self.view = gateway.jvm
        self.loader = self.view.java.lang.Thread.currentThread().getContextClassLoader()

    def start_context(self):
        """The smallest SparkContext: some classes cannot be initialised without one. Ends with the JVM."""
        conf = self.view.org.apache.spark.SparkConf(False).setMaster("local[1]").setAppName("weir")
        return self.view.org.apache.spark.SparkContext(conf.set("spark.ui.enabled", "false"))

    def start_session(self, context):
        """A session of that context, as far as PySpark makes one before it is asked for anything; its class moved with 4.0."""
        import pyspark

        sql = self.view.org.apache.spark.sql
        made = sql.classic.SparkSession if int(pyspark.__version__.split(".")[0]) >= 4 else sql.SparkSession
        session = made(context)
        session.sessionState()
        return session

    def load(self, name):
        """Loads and initialises a class."""
        return self.view.java.lang.Class.forName(name, True, self.loader)

    def module(self, name):
        """The instance of a Scala `object`."""
        return self.load(name + "$").getField("MODULE$").get(None)

    def field(self, name, part):
        """The value of the private field of a Scala `object` whose name contains `part`: its full name depends on the compiler."""
        instance = self.module(name)
        for field in self.load(name + "$").getDeclaredFields():
            if part in field.getName():
                field.setAccessible(True)
                return field.get(instance)
        raise LookupError("%s has no field like %s" % (name, part))


def java_error(error):
    """The Java exception behind a refused call; pyspark wraps it once a session exists."""
    found = getattr(error, "java_exception", None)
    return getattr(error, "_origin", None) if found is None else found
