import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** The clients of a Streams application, as `StreamsConfig` makes their configuration. */
final class StreamsClients {
    private static final Map<String, String> BASE = Map.of("application.id", "weir.app", "bootstrap.servers", "127.0.0.1:9");

    private StreamsClients() {}

    static void ask(List<Map<String, Object>> rows) throws Exception {
        ask(rows, "at_least_once");
        // The name that 2.8 has for what is exactly_once_v2 from 3.0 on.
        ask(rows, takes("exactly_once_v2") ? "exactly_once_v2" : "exactly_once_beta");
    }

    private static boolean takes(String guarantee) {
        try {
            new StreamsConfig(Frameworks.with(BASE, Map.of("processing.guarantee", guarantee)));
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private static void ask(List<Map<String, Object>> rows, String guarantee) throws Exception {
        String mode = guarantee.startsWith("exactly") ? "exactly_once_v2" : guarantee;
        Map<String, String> base = Frameworks.with(BASE, Map.of("processing.guarantee", guarantee));
        ConfigDef consumer = ConsumerConfig.configDef();
        one(rows, mode, "main-consumer", consumer, base, new String[] {"", "consumer.", "main.consumer."}, config -> config.getMainConsumerConfigs("weir.app", "weir.client", 0));
        one(rows, mode, "restore-consumer", consumer, base, new String[] {"", "consumer.", "restore.consumer."}, config -> config.getRestoreConsumerConfigs("weir.client"));
        one(rows, mode, "global-consumer", consumer, base, new String[] {"", "consumer.", "global.consumer."}, config -> config.getGlobalConsumerConfigs("weir.client"));
        one(rows, mode, "producer", ProducerConfig.configDef(), base, new String[] {"", "producer."}, config -> config.getProducerConfigs("weir.client"));
        one(rows, mode, "admin", AdminClientConfig.configDef(), base, new String[] {"", "admin."}, config -> config.getAdminConfigs("weir.client"));
    }

    private interface Reading {
        Map<String, Object> of(StreamsConfig config);
    }

    private static void one(List<Map<String, Object>> rows, String mode, String name, ConfigDef def, Map<String, String> base, String[] prefixes, Reading reading) throws Exception {
        Frameworks.ask(rows, new String[] {"streams", mode, name}, def, prefixes, byUser -> reading.of(new StreamsConfig(Frameworks.with(base, byUser))));
    }
}
