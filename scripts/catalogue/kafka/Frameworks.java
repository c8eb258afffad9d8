import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What a framework puts into the clients that it makes. Names that a user would choose begin with `weir.`, so that they are found again. For each client it is asked with nothing from the user, and then once for each text
 * that a key may have: does the user's value come through?
 */
final class Frameworks {
    /** A client that a framework makes: from what the user set, with the prefix of the place, to what the client is given; throws where the framework refuses. */
    interface Client {
        Map<String, ?> given(Map<String, String> byUser) throws Exception;
    }

    private Frameworks() {}

    /** Rows of framework, mode, client, key, value and what becomes of a user's own. */
    static List<Map<String, Object>> ask() throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        StreamsClients.ask(rows);
        if (Reach.type(Components.K + "connect.runtime.Worker") != null) ConnectClients.ask(rows);
        if (Reach.type(Components.K + "connect.mirror.MirrorMakerConfig") != null) MirrorClients.ask(rows);
        return rows;
    }

    /**
     * One row a key that the framework gives another value than the client has by itself, or takes from the user.
     * The places where a user can set it are told by their prefixes; what becomes of his value may hang on that.
     */
    static void ask(List<Map<String, Object>> rows, String[] names, ConfigDef def, String[] prefixes, Client client) throws Exception {
        Map<String, ?> alone = client.given(Map.of());
        for (ConfigDef.ConfigKey key : new TreeMap<>(def.configKeys()).values()) {
            String own = alone.containsKey(key.name) ? text(alone.get(key.name)) : null;
            Map<String, String> user = new LinkedHashMap<>();
            for (String prefix : prefixes) {
                String fate = fateOf(key, prefix, own, client);
                if (fate != null) user.put(prefix, fate);
            }
            boolean usual = !alone.containsKey(key.name) || (key.hasDefault() && String.valueOf(own).equals(String.valueOf(Candidates.defaultOf(key))));
            boolean untouched = user.values().stream().allMatch("kept"::equals);
            if (untouched && (usual || key.name.equals("bootstrap.servers"))) continue; // a connection is the user's own
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("framework", names[0]);
            row.put("mode", names[1]);
            row.put("client", names[2]);
            row.put("key", key.name);
            row.put("value", alone.containsKey(key.name) ? own : Candidates.defaultOf(key));
            row.put("user", user);
            rows.add(row);
        }
    }

    /**
     * `kept`: a value of the user's comes through. `overwritten`: none does. `refused`: the framework starts with none of them.
     * Null where no other value is known to ask with.
     */
    private static String fateOf(ConfigDef.ConfigKey key, String prefix, String own, Client client) throws ReflectiveOperationException {
        String fate = null;
        for (String text : Candidates.of(key)) {
            if (text.equals(own == null ? Candidates.defaultOf(key) : own)) continue;
            try {
                Map<String, ?> given = client.given(Map.of(prefix + key.name, text));
                if (given.containsKey(key.name) && text.equals(text(given.get(key.name)))) return "kept";
                fate = "overwritten";
            } catch (Exception refusal) {
                if (fate == null) fate = "refused";
            }
        }
        return fate;
    }

    /** As a file would give it. */
    static String text(Object value) {
        if (value == null) return null;
        if (value instanceof Class) return ((Class<?>) value).getName();
        if (value instanceof Collection) return ((Collection<?>) value).stream().map(Frameworks::text).collect(Collectors.joining(","));
        if (value instanceof org.apache.kafka.common.config.types.Password) return ((org.apache.kafka.common.config.types.Password) value).value();
        return String.valueOf(value);
    }

    static Map<String, String> with(Map<String, String> base, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(base);
        config.putAll(more);
        return config;
    }
}
