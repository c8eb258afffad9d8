import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** A validator laid open: its class and its plain fields. What they mean is decided on the TypeScript side, where it is tested. */
final class Validators {
    private Validators() {}

    static Map<String, Object> open(ConfigDef.Validator validator) throws IllegalAccessException {
        if (validator == null) return null;
        Map<String, Object> shape = new LinkedHashMap<>();
        // A lambda's own name changes from run to run: the class that holds it is all that can be said.
        shape.put("class", validator.getClass().getName().replaceAll("\\$\\$Lambda.*", ""));
        if (validator.getClass().getName().contains("$$Lambda")) return shape;
        for (Field field : validator.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) continue;
            field.setAccessible(true);
            Object value = plain(field.get(validator));
            if (value != null) shape.put(field.getName(), value);
        }
        return shape;
    }

    /** Null for what cannot be shown. */
    private static Object plain(Object value) throws IllegalAccessException {
        if (value instanceof ConfigDef.Validator) return open((ConfigDef.Validator) value);
        if (value instanceof Collection) return all(((Collection<?>) value).toArray());
        if (value != null && value.getClass().isArray()) return all(value);
        // As text: a long does not survive a JSON number.
        return value instanceof Number || value instanceof Boolean || value instanceof String ? value.toString() : null;
    }

    private static List<Object> all(Object array) throws IllegalAccessException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) values.add(plain(Array.get(array, i)));
        return values;
    }
}
