import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Texts that a key takes by itself, so that a refusal of one is about something else. */
final class Candidates {
    private static final Map<ConfigDef.Type, List<String>> USUAL = Map.of(
        ConfigDef.Type.BOOLEAN, List.of("true", "false"),
        ConfigDef.Type.INT, List.of("1", "3", "100000", "0", "20000000"),
        ConfigDef.Type.LONG, List.of("1", "3", "100000", "0", "20000000"),
        ConfigDef.Type.SHORT, List.of("1", "3"),
        ConfigDef.Type.DOUBLE, List.of("0.5", "0.9", "0.1"),
        ConfigDef.Type.STRING, List.of("x", "1", "earliest"),
        ConfigDef.Type.PASSWORD, List.of("x"),
        ConfigDef.Type.LIST, List.of("x"),
        ConfigDef.Type.CLASS, List.of("org.apache.kafka.common.serialization.StringDeserializer", "org.apache.kafka.common.serialization.StringSerializer")
    );

    private Candidates() {}

    /** The default last: a text that differs from it tells more. */
    static List<String> of(ConfigDef.ConfigKey key) throws ReflectiveOperationException {
        Set<String> texts = new LinkedHashSet<>();
        Map<String, Object> validator = Validators.open(key.validator);
        if (validator != null && validator.get("validStrings") instanceof List) for (Object word : (List<?>) validator.get("validStrings")) texts.add((String) word);
        texts.addAll(USUAL.get(key.type));
        String standard = defaultOf(key);
        if (standard != null) {
            texts.remove(standard);
            texts.add(standard);
        }
        List<String> taken = new ArrayList<>();
        for (String text : texts) if (takes(key, text)) taken.add(text);
        return taken;
    }

    static String defaultOf(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) return null;
        String text = ConfigDef.convertToString(key.defaultValue, key.type);
        // A list of class objects prints each with the word "class" before it.
        return text == null ? null : text.replaceAll("(^|,)class ", "$1");
    }

    private static boolean takes(ConfigDef.ConfigKey key, String text) {
        try {
            Object value = ConfigDef.parseType(key.name, text, key.type);
            if (key.validator != null) key.validator.ensureValid(key.name, value);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }
}
