import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The clients that a Connect worker makes for its connectors, as the static methods of `Worker` configure them. */
final class ConnectClients {
    private static final String CONVERTER = Components.K + "connect.converters.ByteArrayConverter";
    private static final Map<String, String> WORKER = Map.of(
        "bootstrap.servers", "127.0.0.1:9", "group.id", "weir.worker", "key.converter", CONVERTER, "value.converter", CONVERTER,
        "offset.storage.topic", "o", "config.storage.topic", "c", "status.storage.topic", "s");

    private ConnectClients() {}

    static void ask(List<Map<String, Object>> rows) throws Exception {
        one(rows, "source", "producer", ProducerConfig.configDef(), "producer.", "baseProducerConfigs", "producerConfigs");
        one(rows, "exactly-once-source", "producer", ProducerConfig.configDef(), "producer.", "exactlyOnceSourceTaskProducerConfigs");
        one(rows, "exactly-once-source", "offsets-consumer", ConsumerConfig.configDef(), "consumer.", "exactlyOnceSourceOffsetsConsumerConfigs");
        one(rows, "sink", "consumer", ConsumerConfig.configDef(), "consumer.", "baseConsumerConfigs", "consumerConfigs");
        one(rows, "sink", "admin", AdminClientConfig.configDef(), "admin.", "adminConfigs");
    }

    private static void one(List<Map<String, Object>> rows, String mode, String name, ConfigDef def, String prefix, String... methods) throws Exception {
        Method method = methodOf(methods);
        if (method == null) return;
        String[] prefixes = {prefix, prefix + "override."}; // in the worker's file, in the connector's
        Frameworks.ask(rows, new String[] {"connect", mode, name}, def, prefixes, byUser -> call(method, byUser, mode.equals("sink") ? "SINK" : "SOURCE"));
    }

    private static Method methodOf(String[] names) {
        for (String name : names) {
            for (Method method : Reach.type(Components.K + "connect.runtime.Worker").getDeclaredMethods()) {
                if (!method.getName().equals(name)) continue;
                method.setAccessible(true);
                return method;
            }
        }
        return null;
    }

    /** Arguments by their types, since their number changed from release to release. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> call(Method method, Map<String, String> byUser, String type) throws Exception {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) arguments[i] = argument(types[i], byUser, type);
        try {
            return (Map<String, Object>) method.invoke(null, arguments);
        } catch (InvocationTargetException refusal) {
            throw refusal.getCause() instanceof Exception ? (Exception) refusal.getCause() : refusal;
        }
    }

    private static Object argument(Class<?> type, Map<String, String> byUser, String connectorType) throws ReflectiveOperationException {
        switch (type.getSimpleName()) {
            case "String":
                return "weir.name";
            case "WorkerConfig":
                return make("connect.runtime.distributed.DistributedConfig", new Class<?>[] {Map.class}, Frameworks.with(WORKER, byUser));
            case "ConnectorConfig":
                return connector(byUser);
            case "Class":
                return Reach.type(Components.K + "connect." + connectorType.toLowerCase() + "." + (connectorType.equals("SINK") ? "Sink" : "Source") + "Connector");
            case "ConnectorClientConfigOverridePolicy":
                return make("connect.connector.policy.AllConnectorClientConfigOverridePolicy", new Class<?>[0]);
            case "ConnectorTaskId":
                return make("connect.util.ConnectorTaskId", new Class<?>[] {String.class, int.class}, "weir.name", 0);
            case "ConnectorType":
                return type.getField(connectorType).get(null);
            default:
                throw new IllegalStateException("Worker asks for a " + type.getName() + " now: say what it is given");
        }
    }

    private static Object plugins;

    private static Object connector(Map<String, String> byUser) throws ReflectiveOperationException {
        Class<?> type = Reach.type(Components.K + "connect.runtime.isolation.Plugins");
        // Made once: it looks through the whole class path.
        if (plugins == null) plugins = type.getConstructor(Map.class).newInstance(new HashMap<String, String>());
        return make("connect.runtime.ConnectorConfig", new Class<?>[] {type, Map.class}, plugins, Frameworks.with(Map.of("name", "weir.name", "connector.class", "x"), byUser));
    }

    private static Object make(String name, Class<?>[] types, Object... arguments) throws ReflectiveOperationException {
        java.lang.reflect.Constructor<?> constructor = Reach.type(Components.K + name).getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }
}
