import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;

/**
 * As Judge, for applications of Kafka Streams, admin clients and share consumers. One question a line,
 * {"component": …, "text": a .properties file, "client": whether the real client is asked as well, "clients": whether the configurations of the embedded clients are wanted}.
 */
public final class StreamsJudge {
    private StreamsJudge() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        System.setOut(System.err); // what a library prints must not fall between the answers
        ObjectMapper json = new ObjectMapper();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int code = 0;
        try {
            for (String line; (line = in.readLine()) != null; ) out.print(json.writeValueAsString(answer(json.readValue(line, Map.class))) + "\n");
        } catch (Throwable broken) {
            broken.printStackTrace();
            code = 1;
        }
        out.flush();
        Runtime.getRuntime().halt(code); // threads of closed clients may be alive, and hooks of Streams wait for them
    }

    private static Map<String, Object> answer(Map<?, ?> question) throws Exception {
        Properties config = new Properties();
        config.load(new StringReader((String) question.get("text")));
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            ask(question, config, answer);
        } catch (KafkaException | IllegalArgumentException | ClassCastException refused) {
            // A cast that fails is how Streams ends where a file says enable.metrics.push for a client: the value stays a text.
            Throwable root = refused;
            while (root.getCause() != null) root = root.getCause();
            answer.put("refused", root.getClass().getSimpleName() + ": " + root.getMessage());
        }
        return answer;
    }

    private static void ask(Map<?, ?> question, Properties config, Map<String, Object> answer) throws Exception {
        boolean client = Boolean.TRUE.equals(question.get("client"));
        switch ((String) question.get("component")) {
            case "streams":
                Applications.streams(config, client, Boolean.TRUE.equals(question.get("clients")), answer);
                break;
            case "admin":
                Applications.admin(config, client, answer);
                break;
            case "share-consumer":
                Applications.shareConsumer(config, client, answer);
                break;
            default:
                throw new IllegalStateException("no such component: " + question.get("component"));
        }
    }
}
