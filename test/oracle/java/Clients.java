import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/** Producer and consumer: the config class first, then the constructor of the real client, which checks more. */
final class Clients {
    private static final long PATIENCE_MS = 50;

    private Clients() {}

    static void producer(Properties config, boolean client, Map<String, Object> answer) throws Exception {
        answer.put("by", "ProducerConfig");
        ProducerConfig read = new ProducerConfig(map(config));
        answer.put("idempotence", isIdempotent(read));
        Derived.put(read, answer);
        if (!client) return;
        answer.put("by", "KafkaProducer");
        try (Closing<KafkaProducer<Object, Object>> producer = new Closing<>(producer(map(config)), p -> p.close(Duration.ZERO))) {
            answer.put("clientIdempotence", field(producer.held, "transactionManager") != null);
            answer.put("deliveryTimeout", field(field(producer.held, "accumulator"), "deliveryTimeoutMs"));
        }
    }

    /** From 3.7 to 3.9 a constructor that fails early (a reporter that is not there) fails once more while it cleans up, and that is all one gets to see. */
    private static KafkaProducer<Object, Object> producer(Map<String, Object> config) {
        try {
            return new KafkaProducer<>(config);
        } catch (NullPointerException hidden) {
            StackTraceElement top = hidden.getStackTrace()[0];
            if (top.getClassName().equals(KafkaProducer.class.getName()) && top.getMethodName().equals("close")) throw new KafkaException(hidden);
            throw hidden;
        }
    }

    static void consumer(Properties config, boolean client, Map<String, Object> answer) throws Exception {
        answer.put("by", "ConsumerConfig");
        Derived.put(new ConsumerConfig(map(config)), answer);
        if (!client) return;
        answer.put("by", "KafkaConsumer");
        new Closing<>(new KafkaConsumer<>(map(config)), c -> c.close(Duration.ZERO)).close();
    }

    /** Where a release still has a method that decides, what it declares as the value is not what it does (3.0.0, 3.1.0). */
    private static boolean isIdempotent(ProducerConfig config) throws ReflectiveOperationException {
        for (Method method : ProducerConfig.class.getDeclaredMethods()) {
            if (!method.getName().equals("idempotenceEnabled") || method.getParameterCount() != 0) continue;
            method.setAccessible(true);
            return (Boolean) method.invoke(config);
        }
        return (Boolean) config.values().get("enable.idempotence");
    }

    static Map<String, Object> map(Properties config) {
        Map<String, Object> map = new HashMap<>();
        config.forEach((key, value) -> map.put((String) key, value));
        return map;
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    /** A client that is closed at once: `close()` without a time would wait for a broker. One whose thread sleeps for an absurd back-off is left to itself. */
    private static final class Closing<T> implements AutoCloseable {
        final T held;
        private final java.util.function.Consumer<T> close;

        Closing(T held, java.util.function.Consumer<T> close) {
            this.held = held;
            this.close = close;
        }

        @Override
        public void close() {
            Thread closer = new Thread(() -> close.accept(held));
            closer.setDaemon(true);
            closer.start();
            try {
                closer.join(PATIENCE_MS);
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
