import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Where the ConfigDef of each component lives; of several paths the first that exists in the release wins. */
final class Components {
    static final String K = "org.apache.kafka.";
    private static final String RUNTIME = K + "connect.runtime.";
    private static final String DISTRIBUTED = RUNTIME + "distributed.DistributedConfig";
    private static final String MIRROR = K + "connect.mirror.Mirror";
    private static final String GROUP = K + "coordinator.group.GroupConfig";
    private static final Map<String, String[]> PATHS = new LinkedHashMap<>();

    static {
        at("consumer", K + "clients.consumer.ConsumerConfig#configDef");
        at("producer", K + "clients.producer.ProducerConfig#configDef");
        at("share-consumer", K + "clients.consumer.ConsumerConfig#configDef");
        at("admin", K + "clients.admin.AdminClientConfig#configDef");
        at("streams", K + "streams.StreamsConfig#configDef");
        at("topic", K + "storage.internals.log.LogConfig#configDefCopy", "kafka.log.LogConfig#configDefCopy");
        at("broker", K + "server.config.AbstractKafkaConfig#CONFIG_DEF", "kafka.server.KafkaConfig#configDef");
        at("group", GROUP + "#configDef", GROUP + "#CONFIG_DEF");
        at("client-metrics", K + "server.metrics.ClientMetricsConfigs#configDef");
        quota("client-quota", "userAndClientQuotaConfigs", "kafka.server.DynamicConfig$Client#clientConfigs");
        quota("ip-quota", "ipConfigs", "kafka.server.DynamicConfig$Ip#ipConfigs");
        at("connect-distributed", DISTRIBUTED + "#CONFIG");
        at("connect-standalone", RUNTIME + "standalone.StandaloneConfig#CONFIG");
        at("source-connector", RUNTIME + "SourceConnectorConfig#configDef");
        at("sink-connector", RUNTIME + "SinkConnectorConfig#configDef");
        at("mirror-maker", MIRROR + "MakerConfig#config", MIRROR + "MakerConfig#CONFIG_DEF");
        mirrorConnector("Source");
        mirrorConnector("Checkpoint");
        mirrorConnector("Heartbeat");
    }

    private Components() {}

    private static void at(String component, String... paths) {
        PATHS.put(component, paths);
    }

    private static void quota(String component, String member, String before38) {
        String holder = K + "server.config.QuotaConfig";
        at(component, holder + "#" + member, holder + "s#" + member, before38);
    }

    /** Before 3.4 the three connectors had one definition. */
    private static void mirrorConnector(String name) {
        at("mirror-" + name.toLowerCase(), MIRROR + name + "Config#CONNECTOR_CONFIG_DEF", MIRROR + "ConnectorConfig#CONNECTOR_CONFIG_DEF");
    }

    static Iterable<String> names() {
        return PATHS.keySet();
    }

    /** Null where the release has no such component. */
    static ConfigDef find(String component) throws ReflectiveOperationException {
        if (component.equals("share-consumer") && Reach.type(K + "clients.consumer.KafkaShareConsumer") == null) return null;
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

    /** The file name of the jar that defines the component; its version included. */
    static String jarOf(String component) {
        for (String path : PATHS.get(component)) {
            String name = path.split("#")[0];
            Class<?> holder = Reach.type(name) == null ? Reach.type(name + "$") : Reach.type(name);
            if (holder == null) continue;
            String file = holder.getProtectionDomain().getCodeSource().getLocation().getPath();
            return file.substring(file.lastIndexOf('/') + 1);
        }
        return null;
    }

    /** From 3.4 on the worker's definition is made for the algorithms that a JVM has. */
    private static ConfigDef distributed() throws ReflectiveOperationException {
        Class<?> crypto = Reach.type(RUNTIME + "distributed.Crypto");
        if (crypto == null) return null;
        Method config = Reach.type(DISTRIBUTED).getDeclaredMethod("config", crypto);
        config.setAccessible(true);
        return (ConfigDef) config.invoke(null, Reach.read(crypto.getName() + "#SYSTEM"));
    }
}
