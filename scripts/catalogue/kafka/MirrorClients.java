import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.lang.reflect.Method;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The clients that MirrorMaker's source connector makes beside those of its Connect worker. */
final class MirrorClients {
    private MirrorClients() {}

    static void ask(List<Map<String, Object>> rows) throws Exception {
        one(rows, "source-consumer", ConsumerConfig.configDef(), "source.consumer.", "sourceConsumerConfig");
        one(rows, "offset-syncs-producer", ProducerConfig.configDef(), "source.producer.", "sourceProducerConfig");
    }

    private static void one(List<Map<String, Object>> rows, String name, ConfigDef def, String prefix, String method) throws Exception {
        Frameworks.ask(rows, new String[] {"mirror-maker", "source", name}, def, new String[] {prefix}, byUser -> call(method, Frameworks.with(BASE, byUser)));
    }

    private static final Map<String, String> BASE = new HashMap<>(Map.of(
        "name", "weir.name", "connector.class", Components.K + "connect.mirror.MirrorSourceConnector",
        "source.cluster.alias", "weir.source", "target.cluster.alias", "weir.target",
        "source.cluster.bootstrap.servers", "127.0.0.1:9", "target.cluster.bootstrap.servers", "127.0.0.1:9"));

    @SuppressWarnings("unchecked")
    private static Map<String, Object> call(String name, Map<String, String> connector) throws Exception {
        Class<?> type = Reach.type(Components.K + "connect.mirror.MirrorSourceConfig");
        if (type == null) type = Reach.type(Components.K + "connect.mirror.MirrorConnectorConfig");
        Object config = type.getConstructor(Map.class).newInstance(connector);
        for (Method method : Reach.type(Components.K + "connect.mirror.MirrorConnectorConfig").getDeclaredMethods()) {
            if (!method.getName().equals(name) || java.lang.reflect.Modifier.isStatic(method.getModifiers())) continue;
            method.setAccessible(true);
            Object[] arguments = method.getParameterCount() == 0 ? new Object[0] : new Object[] {"weir.role"};
            return (Map<String, Object>) method.invoke(config, arguments);
        }
        throw new NoSuchMethodException(name);
    }
}
