import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Reads one text a line, four hexadecimal digits a character, and prints what {@code Properties.load} puts, in order and with repeats:
 * {"pairs": [[key, value], …]}, with "refused" where it throws. Characters are carried as digits, since lone surrogates survive no encoding.
 */
public final class PropertiesOracle {
    private PropertiesOracle() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) out.print(answer(decoded(line)) + "\n");
        out.flush();
    }

    private static String answer(String text) throws IOException {
        StringBuilder pairs = new StringBuilder();
        try {
            new Recorder(pairs).load(new StringReader(text));
            return "{\"pairs\":[" + pairs + "]}";
        } catch (IllegalArgumentException malformed) {
            return "{\"pairs\":[" + pairs + "],\"refused\":" + quoted(malformed.getMessage()) + "}";
        }
    }

    private static final class Recorder extends Properties {
        private final transient StringBuilder pairs;

        Recorder(StringBuilder pairs) {
            this.pairs = pairs;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            pairs.append(pairs.length() == 0 ? "" : ",").append('[').append(quoted((String) key)).append(',').append(quoted((String) value)).append(']');
            return null;
        }
    }

    private static String decoded(String digits) {
        StringBuilder text = new StringBuilder(digits.length() / 4);
        for (int i = 0; i < digits.length(); i += 4) text.append((char) Integer.parseInt(digits.substring(i, i + 4), 16));
        return text.toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') json.append(c);
            else json.append(String.format("\\u%04x", (int) c));
        }
        return json.append('"').toString();
    }
}
