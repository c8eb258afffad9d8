import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Which keys each group protocol refuses. The config classes are asked: a key is refused if no text that it takes by itself is accepted there,
 * but one is elsewhere.
 */
final class Refusals {
    private static final String DESERIALIZER = "org.apache.kafka.common.serialization.StringDeserializer";
    private static final Map<String, Object> CONSUMER = Map.of("bootstrap.servers", "127.0.0.1:9", "group.id", "g", "key.deserializer", DESERIALIZER, "value.deserializer", DESERIALIZER);
    private static final Map<String, Object> STREAMS = Map.of("bootstrap.servers", "127.0.0.1:9", "application.id", "a");

    private Refusals() {}

    /** Where keys are refused → the keys. A way that the release does not have is left out. */
    static Map<String, List<String>> ask() throws ReflectiveOperationException {
        ConfigDef consumer = ConsumerConfig.configDef();
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("classic", new Way(ConsumerConfig.class, CONSUMER));
        if (consumer.configKeys().containsKey("group.protocol")) ways.put("consumer", new Way(ConsumerConfig.class, with(CONSUMER, "group.protocol", "consumer")));
        Class<?> share = Reach.type("org.apache.kafka.clients.consumer.ShareConsumerConfig");
        if (share != null) ways.put("share", new Way(share, CONSUMER));
        Map<String, List<String>> refused = refusedBy(ways, consumer.configKeys());
        ConfigDef streams = StreamsConfig.configDef();
        if (!streams.configKeys().containsKey("group.protocol")) return refused;
        Map<String, ConfigDef.ConfigKey> keys = new TreeMap<>(consumer.configKeys());
        keys.putAll(streams.configKeys());
        Map<String, Way> streamsWays = new LinkedHashMap<>();
        streamsWays.put("streams-classic", new Way(StreamsConfig.class, STREAMS));
        streamsWays.put("streams", new Way(StreamsConfig.class, with(STREAMS, "group.protocol", "streams")));
        refused.putAll(refusedBy(streamsWays, keys));
        return refused;
    }

    private static Map<String, List<String>> refusedBy(Map<String, Way> ways, Map<String, ConfigDef.ConfigKey> keys) throws ReflectiveOperationException {
        Map<String, List<String>> refused = new LinkedHashMap<>();
        for (String way : ways.keySet()) refused.put(way, new ArrayList<>());
        for (ConfigDef.ConfigKey key : new TreeMap<>(keys).values()) {
            if (CONSUMER.containsKey(key.name) || STREAMS.containsKey(key.name)) continue;
            List<String> here = new ArrayList<>();
            for (Map.Entry<String, Way> way : ways.entrySet()) if (!way.getValue().accepts(key)) here.add(way.getKey());
            if (here.size() < ways.size()) for (String way : here) refused.get(way).add(key.name);
        }
        return refused;
    }

    private static Map<String, Object> with(Map<String, Object> base, String key, String value) {
        Map<String, Object> config = new HashMap<>(base);
        config.put(key, value);
        return config;
    }

    /** A config class and what it is given besides the key in question. */
    private static final class Way {
        private final Constructor<?> constructor;
        private final Map<String, Object> base;

        Way(Class<?> type, Map<String, Object> base) throws ReflectiveOperationException {
            this.base = base;
            constructor = type.getDeclaredConstructor(Map.class);
            constructor.setAccessible(true);
            constructor.newInstance(base); // what is asked about a key says nothing where the rest is refused
        }

        boolean accepts(ConfigDef.ConfigKey key) throws ReflectiveOperationException {
            for (String text : Candidates.of(key)) {
                try {
                    constructor.newInstance(with(base, key.name, text));
                    return true;
                } catch (InvocationTargetException refusal) {
                    // the next text may do
                }
            }
            return false;
        }
    }
}
