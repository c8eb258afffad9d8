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

/** What each judge does around its questions: one JSON object a line in, one answer a line out, in order. */
final class Lines {
    private Lines() {}

    interface Ask {
        /** What is asked about the file, put into the answer; a refusal is thrown. */
        void about(Map<?, ?> question, Properties config, Map<String, Object> answer) throws Exception;
    }

    /** The exceptions by which the library refuses are answers; anything else means that the judge is broken, and the code is 1. */
    @SafeVarargs
    static int answerAll(Ask ask, Class<? extends RuntimeException>... refusals) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        System.setOut(System.err); // what a library prints must not fall between the answers
        ObjectMapper json = new ObjectMapper();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int code = 0;
        try {
            for (String line; (line = in.readLine()) != null; ) out.print(json.writeValueAsString(answer(json.readValue(line, Map.class), ask, refusals)) + "\n");
        } catch (Throwable broken) {
            broken.printStackTrace();
            code = 1;
        }
        out.flush();
        return code;
    }

    private static Map<String, Object> answer(Map<?, ?> question, Ask ask, Class<? extends RuntimeException>[] refusals) throws Exception {
        Properties config = new Properties();
        config.load(new StringReader((String) question.get("text")));
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            ask.about(question, config, answer);
        } catch (RuntimeException thrown) {
            if (!isOneOf(refusals, thrown)) throw thrown;
            Throwable root = thrown;
            while (root.getCause() != null) root = root.getCause();
            answer.put("refused", root.getClass().getSimpleName() + ": " + root.getMessage());
        }
        return answer;
    }

    private static boolean isOneOf(Class<? extends RuntimeException>[] refusals, RuntimeException thrown) {
        for (Class<? extends RuntimeException> refusal : refusals) if (refusal.isInstance(thrown)) return true;
        return false;
    }
}
