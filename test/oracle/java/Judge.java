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
        int code = Lines.answerAll(
            (question, config, answer) -> ask((String) question.get("component"), config, Boolean.TRUE.equals(question.get("client")), answer),
            KafkaException.class,
            IllegalArgumentException.class);
        System.exit(code); // threads of closed clients may be alive
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
