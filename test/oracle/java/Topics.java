import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigResource;

/** What a broker's class says of a topic's settings, and from 3.1 what a controller asks before it stores them. Both have moved and changed their shape. */
final class Topics {
    private static Object validator;

    private Topics() {}

    static void topic(Properties config, Map<String, Object> answer) throws Exception {
        answer.put("by", "LogConfig");
        Class<?> newer = Reach.type("org.apache.kafka.storage.internals.log.LogConfig");
        validateLog(newer == null ? Reach.type("kafka.log.LogConfig") : newer, config);
        Class<?> type = Reach.type("kafka.server.ControllerConfigurationValidator");
        if (type == null) return;
        answer.put("by", "ControllerConfigurationValidator");
        if (validator == null) validator = controller(type);
        validateController(config);
    }

    private static void validateLog(Class<?> type, Properties config) throws Exception {
        try {
            call(type.getMethod("validate", Properties.class), null, config);
        } catch (NoSuchMethodException newest) {
            call(type.getMethod("validate", Map.class), null, config);
        }
    }

    private static void validateController(Properties config) throws Exception {
        Map<String, String> map = new HashMap<>();
        config.forEach((key, value) -> map.put((String) key, (String) value));
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "orders");
        for (Method method : validator.getClass().getMethods()) {
            if (!method.getName().equals("validate") || method.getParameterCount() < 2) continue;
            if (method.getParameterCount() == 2) call(method, validator, topic, map);
            else call(method, validator, topic, map, new HashMap<String, String>());
            return;
        }
        throw new NoSuchMethodException("ControllerConfigurationValidator.validate");
    }

    private static Object controller(Class<?> type) throws Exception {
        Constructor<?> constructor = type.getConstructors()[0];
        return constructor.getParameterCount() == 0 ? constructor.newInstance() : constructor.newInstance(broker());
    }

    private static Object broker() throws Exception {
        Properties config = new Properties();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("controller.quorum.voters", "1@127.0.0.1:9093");
        config.put("controller.listener.names", "CONTROLLER");
        config.put("listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093");
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("remote.log.storage.system.enable", "true"); // else every tiered topic is refused, and nothing else is compared
        return call(Reach.type("kafka.server.KafkaConfig").getMethod("fromProps", Properties.class), null, config);
    }

    private static Object call(Method method, Object target, Object... arguments) throws Exception {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException) throw (RuntimeException) thrown.getCause();
            throw thrown;
        }
    }
}
