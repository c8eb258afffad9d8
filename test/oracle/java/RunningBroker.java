import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/**
 * A broker and controller of the release, alone in this JVM on addresses of this machine, and clients that ask it.
 * The first question starts it, {"ask": "start", "text": settings of its own}, with a topic "orders"; each of the others names what is done with the file in its "text".
 * The answer says how far it came ("by"), and why no further.
 */
public final class RunningBroker {
    private static final String HOST = "127.0.0.1";
    /** Whatever waits for ever: the JVM does not. */
    private static final long LONGEST_MS = 150_000;
    private static final long PATIENCE_S = 15;

    private static Path folder;
    private static Object server;
    private static String address;
    private static Admin admin;

    private RunningBroker() {}

    public static void main(String[] args) throws Exception {
        folder = Files.createTempDirectory("weir-broker");
        endAfter(LONGEST_MS);
        int code = Lines.answerAll(RunningBroker::ask, KafkaException.class, IllegalArgumentException.class);
        if (server != null) stop();
        end(code);
    }

    private static void ask(Map<?, ?> question, Properties config, Map<String, Object> answer) throws Exception {
        String what = (String) question.get("ask");
        switch (what) {
            case "start":
                start(config);
                break;
            case "create":
                create((String) question.get("topic"), (Integer) question.get("replicas"), config, Boolean.TRUE.equals(question.get("validateOnly")));
                break;
            case "group":
                alterGroup(config);
                break;
            case "poll":
                poll((String) question.get("topic"), config, answer);
                break;
            case "send":
                send((String) question.get("topic"), config, answer);
                break;
            case "initTransactions":
                initTransactions(config, answer);
                break;
            default:
                throw new IllegalStateException("nobody can be asked to " + what);
        }
    }

    /* the broker */

    private static void start(Properties more) throws Exception {
        Properties config = settings();
        config.putAll(more);
        Path file = folder.resolve("server.properties");
        try (PrintStream out = new PrintStream(file.toFile(), "UTF-8")) {
            config.store(out, null);
        }
        format(file);
        Object read = Reach.type("kafka.server.KafkaConfig").getMethod("fromProps", Properties.class).invoke(null, config);
        Constructor<?> constructor = Reach.type("kafka.server.KafkaRaftServer").getConstructors()[0];
        server = constructor.newInstance(read, Time.SYSTEM);
        server.getClass().getMethod("startup").invoke(server);
        admin = Admin.create(Collections.singletonMap("bootstrap.servers", address));
        create("orders", 1, new Properties(), false);
    }

    /** All defaults but for what a node that is alone and short-lived needs: none of it is asked about. */
    private static Properties settings() throws IOException {
        int[] ports = freePorts();
        address = HOST + ":" + ports[0];
        String controller = HOST + ":" + ports[1];
        Properties config = new Properties();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller);
        config.put("controller.quorum.voters", "1@" + controller);
        config.put("controller.listener.names", "CONTROLLER");
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("log.dirs", folder.resolve("logs").toString());
        for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
            config.put(topic + ".num.partitions", "1");
            config.put(topic + ".replication.factor", "1");
        }
        config.put("transaction.state.log.min.isr", "1");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("log.cleaner.dedupe.buffer.size", "2000000"); // its default is a quarter of this heap
        return config;
    }

    /** Both held at once, else they would be the same. */
    private static int[] freePorts() throws IOException {
        InetAddress host = InetAddress.getByName(HOST);
        try (ServerSocket one = new ServerSocket(0, 1, host); ServerSocket other = new ServerSocket(0, 1, host)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        }
    }

    private static void format(Path file) throws Exception {
        String[] command = {"format", "-t", "AAAAAAAAAAAAAAAAAAAAAQ", "-c", file.toString()};
        Class<?> tool = Reach.type("kafka.tools.StorageTool");
        int code;
        try {
            code = (Integer) tool.getMethod("execute", String[].class, PrintStream.class).invoke(null, command, System.err);
        } catch (NoSuchMethodException older) {
            code = codeOfMain(tool, command);
        }
        if (code != 0) throw new IllegalStateException("the storage is not formatted: " + code);
    }

    /** Up to 3.7 the tool has only a `main`, which ends the JVM when it is done. */
    private static int codeOfMain(Class<?> tool, String[] command) throws Exception {
        AtomicInteger code = new AtomicInteger(-1);
        Exit.setExitProcedure((status, message) -> {
            code.set(status);
            throw new IllegalStateException(message);
        });
        try {
            tool.getMethod("main", String[].class).invoke(null, (Object) command);
        } catch (InvocationTargetException ended) {
            if (code.get() == -1) throw ended;
        } finally {
            Exit.resetExitProcedure();
        }
        return code.get();
    }

    private static void stop() throws Exception {
        admin.close(Duration.ofSeconds(1));
        server.getClass().getMethod("shutdown").invoke(server);
    }

    private static void endAfter(long ms) {
        Thread watch = new Thread(() -> {
            try {
                Thread.sleep(ms);
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
            System.err.println("still busy after " + ms + " ms");
            end(1);
        });
        watch.setDaemon(true);
        watch.start();
    }

    /** Without waiting for any thread, and without leaving anything behind. */
    private static void end(int code) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) Files.deleteIfExists(path);
        } catch (IOException stays) {
            System.err.println(stays);
        }
        Runtime.getRuntime().halt(code);
    }

    /* what is asked of it */

    private static void create(String topic, int replicas, Properties config, boolean validateOnly) throws Exception {
        Map<String, String> settings = new HashMap<>();
        config.forEach((key, value) -> settings.put((String) key, (String) value));
        NewTopic made = new NewTopic(topic, 1, (short) replicas).configs(settings);
        done(admin.createTopics(Collections.singleton(made), new CreateTopicsOptions().validateOnly(validateOnly)).all());
    }

    /** The kind of resource came with 4.0: before, naming it is refused. */
    private static void alterGroup(Properties config) throws Exception {
        ConfigResource group = new ConfigResource(Type.valueOf("GROUP"), "billing");
        List<AlterConfigOp> changes = config.stringPropertyNames().stream()
            .map(key -> new AlterConfigOp(new ConfigEntry(key, config.getProperty(key)), AlterConfigOp.OpType.SET))
            .collect(Collectors.toList());
        done(admin.incrementalAlterConfigs(Collections.singletonMap(group, changes), new AlterConfigsOptions().validateOnly(true)).all());
    }

    private static void poll(String topic, Properties config, Map<String, Object> answer) {
        answer.put("by", "KafkaConsumer");
        KafkaConsumer<Object, Object> consumer = new KafkaConsumer<>(here(config));
        try {
            answer.put("by", "poll");
            consumer.subscribe(Collections.singleton(topic));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
                if (System.nanoTime() > end) throw new IllegalStateException("neither joined nor refused: " + config);
            }
        } finally {
            consumer.close(Duration.ofSeconds(1));
        }
    }

    /** Twice: what is said of a send is said of each. */
    private static void send(String topic, Properties config, Map<String, Object> answer) throws Exception {
        answer.put("by", "KafkaProducer");
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(here(config));
        try {
            answer.put("by", "send");
            RuntimeException first = refusalOfSend(producer, topic);
            RuntimeException second = refusalOfSend(producer, topic);
            if ((first == null) != (second == null)) throw new IllegalStateException("one of two sends fails", first == null ? second : first);
            if (first != null) throw first;
        } finally {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private static RuntimeException refusalOfSend(KafkaProducer<byte[], byte[]> producer, String topic) throws Exception {
        try {
            done(producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {2})));
            return null;
        } catch (KafkaException | IllegalArgumentException refused) {
            return refused;
        }
    }

    private static void initTransactions(Properties config, Map<String, Object> answer) {
        answer.put("by", "KafkaProducer");
        KafkaProducer<Object, Object> producer = new KafkaProducer<>(here(config));
        try {
            answer.put("by", "initTransactions");
            producer.initTransactions();
        } finally {
            producer.close(Duration.ofSeconds(1));
        }
    }

    /** The same client at this broker, and one that gives up sooner. */
    private static Map<String, Object> here(Properties config) {
        Map<String, Object> map = Clients.map(config);
        map.put("bootstrap.servers", address);
        if (!map.containsKey("key.serializer")) return map;
        map.putIfAbsent("max.block.ms", "10000");
        map.putIfAbsent("request.timeout.ms", "3000");
        map.putIfAbsent("delivery.timeout.ms", "6000");
        return map;
    }

    private static void done(Future<?> future) throws Exception {
        try {
            future.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof KafkaException) throw (KafkaException) failed.getCause();
            throw failed;
        }
    }
}
