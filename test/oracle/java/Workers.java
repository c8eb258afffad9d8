import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.utils.Time;

/** Connect: workers, connectors, and MirrorMaker 2, whose classes are on the class path only where its artifact is served. */
final class Workers {
    private static final String RUNTIME = "org.apache.kafka.connect.runtime.";
    private static Object plugins;

    private Workers() {}

    static boolean ask(String component, Properties config, Map<String, Object> answer) throws Exception {
        switch (component) {
            case "connect-distributed":
                distributed(map(config), answer);
                return true;
            case "connect-standalone":
                answer.put("by", "StandaloneConfig");
                Derived.put((AbstractConfig) make(RUNTIME + "standalone.StandaloneConfig", map(config)), answer);
                return true;
            case "source-connector":
                connector("SourceConnectorConfig", map(config), answer);
                return true;
            case "sink-connector":
                connector("SinkConnectorConfig", map(config), answer);
                validateSink(map(config));
                return true;
            case "mirror-maker":
                answer.put("by", "MirrorMakerConfig");
                new AbstractConfig(mirrorMaker(), map(config));
                return true;
            default:
                return false;
        }
    }

    /** What the worker's class takes, its membership of the group may refuse: the herder starts the coordinator with exactly this. */
    private static void distributed(Map<String, String> config, Map<String, Object> answer) throws Exception {
        answer.put("by", "DistributedConfig");
        Object worker = make(RUNTIME + "distributed.DistributedConfig", config);
        Derived.put((AbstractConfig) worker, answer);
        answer.put("by", "WorkerCoordinator");
        Class<?> rebalance = Class.forName("org.apache.kafka.clients.GroupRebalanceConfig");
        Class<?> protocol = Class.forName("org.apache.kafka.clients.GroupRebalanceConfig$ProtocolType");
        Object connect = protocol.getMethod("valueOf", String.class).invoke(null, "CONNECT");
        Object membership = call(rebalance.getConstructor(AbstractConfig.class, protocol), worker, connect);
        call(Class.forName("org.apache.kafka.clients.consumer.internals.Heartbeat").getConstructor(rebalance, Time.class), membership, Time.SYSTEM);
    }

    private static void connector(String type, Map<String, String> config, Map<String, Object> answer) throws Exception {
        answer.put("by", type);
        if (plugins == null) plugins = Class.forName(RUNTIME + "isolation.Plugins").getConstructor(Map.class).newInstance(new HashMap<String, String>());
        for (Constructor<?> constructor : Class.forName(RUNTIME + type).getConstructors()) {
            if (constructor.getParameterCount() == 2) call(constructor, plugins, config);
            else if (constructor.getParameterCount() == 3) call(constructor, plugins, config, false);
            else continue;
            if (type.startsWith("Source") && constructor.getParameterCount() == 3) call(constructor, plugins, config, true);
            return;
        }
        throw new NoSuchMethodException(type);
    }

    /** Up to 3.6 it throws, later it collects what it has to say. */
    private static void validateSink(Map<String, String> config) throws Exception {
        Class<?> sink = Class.forName(RUNTIME + "SinkConnectorConfig");
        for (Method method : sink.getMethods()) {
            if (!method.getName().equals("validate") || method.getDeclaringClass() != sink) continue;
            if (method.getParameterCount() == 1) {
                call(method, null, config);
                return;
            }
            Map<String, ConfigValue> found = new HashMap<>();
            call(method, null, config, found);
            for (ConfigValue value : found.values()) {
                if (!value.errorMessages().isEmpty()) throw new ConfigException(value.errorMessages().get(0));
            }
            return;
        }
        throw new NoSuchMethodException("SinkConnectorConfig.validate");
    }

    /** Its definition, and not the class: that looks for plug-ins on the whole class path each time it is made. */
    private static ConfigDef mirrorMaker() throws Exception {
        String type = "org.apache.kafka.connect.mirror.MirrorMakerConfig";
        Object newer = Reach.read(type + "#config");
        return (ConfigDef) (newer == null ? Reach.read(type + "#CONFIG_DEF") : newer);
    }

    private static Object make(String type, Map<String, String> config) throws Exception {
        return call(Class.forName(type).getConstructor(Map.class), config);
    }

    private static Object call(Constructor<?> constructor, Object... arguments) throws Exception {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException thrown) {
            throw causeOf(thrown);
        }
    }

    private static Object call(Method method, Object target, Object... arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw causeOf(thrown);
        }
    }

    private static Exception causeOf(InvocationTargetException thrown) {
        return thrown.getCause() instanceof RuntimeException ? (RuntimeException) thrown.getCause() : thrown;
    }

    private static Map<String, String> map(Properties config) {
        Map<String, String> map = new HashMap<>();
        config.forEach((key, value) -> map.put((String) key, (String) value));
        return map;
    }
}
