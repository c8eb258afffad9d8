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
 * Reads one question a line, {"component": …, "text": a .properties file, "client": whether the real client is asked as well}, and prints one answer a line:
 * {} where everybody accepts, or who refused and why, and what the producer makes of its settings.
 * Only the exceptions by which Kafka refuses are answers; anything else means that the judge is broken, and ends it.
 */
public final class Judge {
    private Judge() {}

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
        System.exit(code); // threads of closed clients may be alive
    }

    private static Map<String, Object> answer(Map<?, ?> question) throws Exception {
        Properties config = new Properties();
        config.load(new StringReader((String) question.get("text")));
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            ask((String) question.get("component"), config, Boolean.TRUE.equals(question.get("client")), answer);
        } catch (KafkaException | IllegalArgumentException refused) {
            Throwable root = refused;
            while (root.getCause() != null) root = root.getCause();
            answer.put("refused", root.getClass().getSimpleName() + ": " + root.getMessage());
        }
        return answer;
    }

    private static void ask(String component, Properties config, boolean client, Map<String, Object> answer) throws Exception {
        switch (component) {
            case "producer":
                Clients.producer(config, client, answer);
                break;
            case "consumer":
                Clients.consumer(config, client, answer);
                break;
            case "topic":
                Topics.topic(config, answer);
                break;
            case "broker":
                Brokers.broker(config, answer);
                break;
            default:
                if (!Workers.ask(component, config, answer)) throw new IllegalStateException("no such component: " + component);
        }
    }
}
