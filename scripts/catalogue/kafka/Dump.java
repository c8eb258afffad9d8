import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Prints what the release on the class path knows, one JSON object a line: a component with its jar, a key of a component,
 * a topic key with its broker synonyms, and what the other classes here find by asking.
 */
public final class Dump {
    private static final String[] UPDATE_MODES = {"org.apache.kafka.server.config.DynamicBrokerConfig#dynamicConfigUpdateModes", "kafka.server.DynamicBrokerConfig#dynamicConfigUpdateModes"};
    private static final String SYNONYMS = "org.apache.kafka.server.config.ServerTopicConfigSynonyms#ALL_TOPIC_CONFIG_SYNONYMS";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Dump() {}

    public static void main(String[] args) {
        try {
            dump();
            System.exit(0); // a library's thread may be alive
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void dump() throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        System.setOut(System.err); // what a library prints must not fall between the rows
        for (String component : Components.names()) {
            ConfigDef def = Components.find(component);
            if (def == null) continue;
            print(out, Map.of("component", component, "jar", Components.jarOf(component)));
            for (ConfigDef.ConfigKey key : new TreeMap<>(def.configKeys()).values()) print(out, row(component, key));
        }
        synonyms(out);
        for (Map.Entry<String, List<String>> refused : Refusals.ask().entrySet()) print(out, Map.of("refusedUnder", refused.getKey(), "keys", refused.getValue()));
        for (Map<String, Object> put : Frameworks.ask()) print(out, put);
        out.flush();
    }

    private static void print(PrintStream out, Map<String, Object> row) throws Exception {
        out.print(JSON.writeValueAsString(row) + "\n");
    }

    private static Map<String, Object> row(String component, ConfigDef.ConfigKey key) throws ReflectiveOperationException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("component", component);
        row.put("key", key.name);
        row.put("type", key.type.name());
        row.put("required", !key.hasDefault());
        row.put("default", key.hasDefault() ? ConfigDef.convertToString(key.defaultValue, key.type) : null);
        row.put("validator", Validators.open(key.validator));
        row.put("importance", key.importance.name());
        row.put("internal", key.internalConfig);
        row.put("documentation", key.documentation);
        if (component.equals("broker")) row.put("update", updateModes().get(key.name));
        return row;
    }

    /** Broker key → "per-broker", "cluster-wide" or "read-only", as `DescribeConfigs` would word it. */
    private static Map<?, ?> updateModes() throws ReflectiveOperationException {
        for (String path : UPDATE_MODES) {
            Object found = Reach.read(path);
            if (found instanceof Map) return (Map<?, ?>) found;
        }
        throw new IllegalStateException("the dynamic update modes have moved again: add their path");
    }

    private static void synonyms(PrintStream out) throws Exception {
        Object table = Reach.read(SYNONYMS);
        if (table == null) return; // an old release; the table is taken from the newest
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) table).entrySet()) {
            List<Object> brokerKeys = new ArrayList<>();
            for (Object synonym : (List<?>) entry.getValue()) brokerKeys.add(List.of(call(synonym, "name"), factor(synonym)));
            print(out, Map.of("topicKey", entry.getKey(), "brokerKeys", brokerKeys));
        }
    }

    /** The converter turns text of the broker's unit into text of the topic's: asked for 1 it answers with the factor. */
    @SuppressWarnings("unchecked")
    private static long factor(Object synonym) throws ReflectiveOperationException {
        return Long.parseLong(((Function<String, String>) call(synonym, "converter")).apply("1"));
    }

    private static Object call(Object target, String name) throws ReflectiveOperationException {
        Method method = target.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(target);
    }
}
