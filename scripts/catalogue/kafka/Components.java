import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Where the ConfigDef of each component lives; of several paths the first that exists in the release wins. */
final class Components {
    private static final String K = "org.apache.kafka.";
    private static final String DISTRIBUTED = K + "connect.runtime.distributed.DistributedConfig";
    private static final Map<String, String[]> PATHS = new LinkedHashMap<>();

    static {
        at("producer", K + "clients.producer.ProducerConfig#configDef");
        at("consumer", K + "clients.consumer.ConsumerConfig#configDef");
        at("topic", K + "storage.internals.log.LogConfig#configDefCopy", "kafka.log.LogConfig#configDefCopy");
        at("admin", K + "clients.admin.AdminClientConfig#configDef");
        at("broker", K + "server.config.AbstractKafkaConfig#CONFIG_DEF", "kafka.server.KafkaConfig#configDef");
        at("streams", K + "streams.StreamsConfig#configDef");
        at("connect-distributed", DISTRIBUTED + "#CONFIG");
        at("connect-standalone", K + "connect.runtime.standalone.StandaloneConfig#CONFIG");
        at("source-connector", K + "connect.runtime.SourceConnectorConfig#configDef");
        at("sink-connector", K + "connect.runtime.SinkConnectorConfig#configDef");
        at("group", K + "coordinator.group.GroupConfig#configDef", K + "coordinator.group.GroupConfig#CONFIG_DEF");
    }

    private Components() {}

    private static void at(String component, String... paths) {
        PATHS.put(component, paths);
    }

    static Iterable<String> names() {
        return PATHS.keySet();
    }

    /** Null where the release has no such component. */
    static ConfigDef find(String component) throws ReflectiveOperationException {
        if (component.equals("connect-distributed")) {
            ConfigDef def = distributed();
            if (def != null) return def;
        }
        for (String path : PATHS.get(component)) {
            Object found = Reach.read(path);
            if (found instanceof ConfigDef) return (ConfigDef) found;
        }
        return null;
    }

    /** From 3.4 on the worker's definition is made for the algorithms that a JVM has. */
    private static ConfigDef distributed() throws ReflectiveOperationException {
        Class<?> crypto = Reach.type(K + "connect.runtime.distributed.Crypto");
        if (crypto == null) return null;
        Method config = Reach.type(DISTRIBUTED).getDeclaredMethod("config", crypto);
        config.setAccessible(true);
        return (ConfigDef) config.invoke(null, Reach.read(crypto.getName() + "#SYSTEM"));
    }
}
