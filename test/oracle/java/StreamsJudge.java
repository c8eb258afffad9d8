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
        // A cast that fails is how Streams ends where a file says enable.metrics.push for a client: the value stays a text.
        int code = Lines.answerAll(StreamsJudge::ask, KafkaException.class, IllegalArgumentException.class, ClassCastException.class);
        Runtime.getRuntime().halt(code); // threads of closed clients may be alive, and hooks of Streams wait for them
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
