import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The config class first, then the constructor of the real thing, which checks more. */
final class Applications {
    private static String stateDir;

    private Applications() {}

    static void streams(Properties config, boolean client, boolean clients, Map<String, Object> answer) throws Exception {
        if (stateDir == null) stateDir = Files.createTempDirectory("weir-oracle").toString();
        config.putIfAbsent("state.dir", stateDir);
        answer.put("by", "StreamsConfig");
        StreamsConfig streams = new StreamsConfig(config);
        Derived.put(streams, answer);
        if (clients) answer.put("clients", clientsOf(streams, config.getProperty("application.id")));
        if (!client) return;
        answer.put("by", "KafkaStreams");
        Topology topology = new Topology();
        topology.addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "orders");
        topology.addSink("out", "invoices", new ByteArraySerializer(), new ByteArraySerializer(), "in");
        new KafkaStreams(topology, config).close(Duration.ZERO);
    }

    static void admin(Properties config, boolean client, Map<String, Object> answer) throws Exception {
        answer.put("by", "AdminClientConfig");
        Derived.put(new AdminClientConfig(map(config)), answer);
        if (!client) return;
        answer.put("by", "KafkaAdminClient");
        try (Admin admin = Admin.create(map(config))) {
            Field timeout = admin.getClass().getDeclaredField("defaultApiTimeoutMs");
            timeout.setAccessible(true);
            answer.put("apiTimeout", timeout.get(admin));
            admin.close(Duration.ZERO);
        }
    }

    /** The class is there from 4.1 and not public; the consumer from 3.9. */
    static void shareConsumer(Properties config, boolean client, Map<String, Object> answer) throws Exception {
        Class<?> own = Reach.type("org.apache.kafka.clients.consumer.ShareConsumerConfig");
        Class<?> type = own == null ? ConsumerConfig.class : own;
        answer.put("by", type.getSimpleName());
        Derived.put((AbstractConfig) make(type.getDeclaredConstructor(Map.class), map(config)), answer);
        if (!client) return;
        answer.put("by", "KafkaShareConsumer");
        try {
            Object consumer = make(Reach.type("org.apache.kafka.clients.consumer.KafkaShareConsumer").getDeclaredConstructor(Map.class), map(config));
            consumer.getClass().getMethod("close", Duration.class).invoke(consumer, Duration.ZERO);
        } catch (KafkaException thrown) {
            // It waits for its own thread, and a limit may be shorter than that: that it ran out proves that the limit was taken.
            if (!hasRunOut(thrown)) throw thrown;
        }
    }

    private static boolean hasRunOut(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) if (cause instanceof TimeoutException) return true;
        return false;
    }

    /** What each client inside the application is given, with the client's own defaults below it, all as text. */
    private static Map<String, Map<String, String>> clientsOf(StreamsConfig streams, String application) throws Exception {
        Map<String, Map<String, String>> clients = new TreeMap<>();
        clients.put("main-consumer", texts(new ConsumerConfig(reading(given(streams, "getMainConsumerConfigs", application, application, 1)))));
        clients.put("restore-consumer", texts(new ConsumerConfig(reading(given(streams, "getRestoreConsumerConfigs", application)))));
        clients.put("global-consumer", texts(new ConsumerConfig(reading(given(streams, "getGlobalConsumerConfigs", application)))));
        clients.put("producer", texts(new ProducerConfig(writing(given(streams, "getProducerConfigs", application)))));
        clients.put("admin", texts(new AdminClientConfig(given(streams, "getAdminConfigs", application))));
        return clients;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> given(StreamsConfig streams, String method, Object... arguments) throws Exception {
        for (Method found : StreamsConfig.class.getMethods()) {
            if (found.getName().equals(method) && found.getParameterCount() == arguments.length) return (Map<String, Object>) unwrapped(() -> found.invoke(streams, arguments));
        }
        throw new NoSuchMethodException(method);
    }

    private static Map<String, Object> reading(Map<String, Object> config) {
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        return config;
    }

    private static Map<String, Object> writing(Map<String, Object> config) {
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        return config;
    }

    /** Lists as they are written; passwords, which are hidden, are of no interest here. */
    private static Map<String, String> texts(AbstractConfig config) {
        Map<String, String> texts = new TreeMap<>();
        config.values().forEach((key, value) -> texts.put(key, value == null ? null : value instanceof java.util.List ? joined((java.util.List<?>) value) : value.toString()));
        return texts;
    }

    private static String joined(java.util.List<?> list) {
        StringBuilder text = new StringBuilder();
        for (Object entry : list) text.append(text.length() == 0 ? "" : ",").append(entry);
        return text.toString();
    }

    private static Object make(Constructor<?> constructor, Map<String, Object> config) throws Exception {
        constructor.setAccessible(true);
        return unwrapped(() -> constructor.newInstance(config));
    }

    private static Object unwrapped(java.util.concurrent.Callable<Object> call) throws Exception {
        try {
            return call.call();
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException) throw (RuntimeException) thrown.getCause();
            throw thrown;
        }
    }

    private static Map<String, Object> map(Properties config) {
        Map<String, Object> map = new HashMap<>();
        config.forEach((key, value) -> map.put((String) key, value));
        return map;
    }
}
