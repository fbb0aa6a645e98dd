package io.kazoo.benchmarks.client;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a contender's JVM. Reads one command per line from standard input, such as {@code async
 * server=127.0.0.1:2181 clients=1 depth=1000 millis=500}, and answers each with one line: a JSON object of numbers, or
 * {@code error} and what went wrong. Ends with its input, so with the driver's life.
 */
public final class Worker {
    private final Contestant contestant;
    private final Set<Long> threadsBefore;
    private @Nullable FailoverWorkload failover;

    private Worker(Contestant contestant, Set<Long> threadsBefore) {
        this.contestant = contestant;
        this.threadsBefore = threadsBefore;
    }

    /**
     * Runs until standard input ends.
     *
     * @param args the class of the {@link Contestant} and the string its constructor takes
     */
    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        // Whatever a client prints must not be taken for an answer.
        System.setOut(System.err);
        Set<Long> threadsBefore = IdleWorkload.threads();
        Contestant contestant = Class.forName(args[0])
                .asSubclass(Contestant.class)
                .getConstructor(String.class)
                .newInstance(args[1]);
        Worker worker = new Worker(contestant, threadsBefore);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answers.println("{}");
            String line;
            while ((line = in.readLine()) != null) {
                answers.println(worker.answer(line));
            }
        }
        contestant.close();
        // A client that left a thread behind must not keep this JVM.
        System.exit(0);
    }

    private String answer(String line) {
        try {
            String[] words = line.trim().split(" +");
            return json(run(words[0], new Settings(words, 1)));
        } catch (Exception | Error e) {
            e.printStackTrace();
            String cause = e.getCause() == null ? "" : ", caused by " + e.getCause();
            return "error " + (e + cause).replace('\n', ' ');
        }
    }

    private Map<String, Double> run(String command, Settings settings) throws Exception {
        return switch (command) {
            case "blocking" -> new BlockingWorkload().run(contestant, settings);
            case "async" -> new AsyncWorkload().run(contestant, settings);
            case "lock" -> new LockWorkload().run(contestant, settings);
            case "idle" -> new IdleWorkload(threadsBefore).run(contestant, settings);
            case "watch" -> new WatchWorkload().run(contestant, settings);
            case "tree" -> new TreeWorkload().run(contestant, settings);
            case "failover-begin" -> {
                failover = new FailoverWorkload(contestant, settings.text("server"));
                yield failover.session();
            }
            case "failover-first" ->
                failover().firstSuccess(settings.longNumber("killed"), settings.longNumber("dead"));
            case "failover-end" -> {
                failover().close();
                yield Map.of();
            }
            default -> throw new IllegalArgumentException("unknown command " + command);
        };
    }

    private FailoverWorkload failover() {
        return Objects.requireNonNull(failover, "failover-begin comes first");
    }

    private static String json(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(figure -> "\"" + figure.getKey() + "\":" + figure.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
