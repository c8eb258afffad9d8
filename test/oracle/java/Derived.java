import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What a config class has made of keys that nobody has written: all that is not what its definition says. */
final class Derived {
    private Derived() {}

    static void put(AbstractConfig config, Map<String, Object> answer) throws ReflectiveOperationException {
        Field definition = AbstractConfig.class.getDeclaredField("definition");
        definition.setAccessible(true);
        Map<String, Object> defaults = ((ConfigDef) definition.get(config)).defaultValues();
        Map<String, String> derived = new TreeMap<>();
        config.values().forEach((key, value) -> {
            if (!config.originals().containsKey(key) && !Objects.equals(value, defaults.get(key))) derived.put(key, text(value));
        });
        if (!derived.isEmpty()) answer.put("derived", derived);
    }

    /** Lists as they are written. */
    private static String text(Object value) {
        if (!(value instanceof List)) return String.valueOf(value);
        StringBuilder text = new StringBuilder();
        for (Object entry : (List<?>) value) text.append(text.length() == 0 ? "" : ",").append(entry);
        return text.toString();
    }
}
