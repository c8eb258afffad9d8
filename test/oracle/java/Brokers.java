import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Properties;

/** What a broker or controller says of its own file when it starts: `KafkaConfig.fromProps`, whose class keeps its name in every release. */
final class Brokers {
    private static Method fromProps;

    private Brokers() {}

    static void broker(Properties config, Map<String, Object> answer) throws Exception {
        answer.put("by", "KafkaConfig");
        if (fromProps == null) fromProps = Reach.type("kafka.server.KafkaConfig").getMethod("fromProps", Properties.class);
        try {
            fromProps.invoke(null, config);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException) throw refusal((RuntimeException) thrown.getCause());
            throw thrown;
        }
    }

    /** A port or a number inside an address that is none ends the start as well, by an exception of Java's own, or by one of the old Scala ones that are no KafkaException. */
    private static RuntimeException refusal(RuntimeException thrown) {
        boolean isJavas = thrown instanceof ArithmeticException || thrown instanceof IndexOutOfBoundsException || thrown instanceof java.util.NoSuchElementException;
        boolean isScalas = thrown.getClass().getName().startsWith("kafka.");
        return isJavas || isScalas ? new IllegalArgumentException(thrown) : thrown;
    }
}
