package io.kazoo.benchmarks;

import io.kazoo.benchmarks.client.Worker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A contender in its own JVM. */
final class ContenderProcess implements AutoCloseable {
    /** The same for all. */
    static final List<String> JVM_FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC", "-XX:-UsePerfData");

    private static final Pattern FIGURE = Pattern.compile("\"(\\w+)\":([-+.0-9EINa-z]+)");

    private final Contender contender;
    private final Path log;
    private final ForkedJvm jvm;

    /**
     * Starts it.
     *
     * @param logs the folder for its standard error, and for its profile
     * @param profiled whether the JVM records where it spends its time and what it allocates
     */
    ContenderProcess(Contender contender, Path logs, boolean profiled) {
        this.contender = contender;
        this.log = logs.resolve(contender.name() + ".log");
        List<String> command = new ArrayList<>(JVM_FLAGS);
        if (profiled) {
            Path profile = logs.resolve(contender.name() + ".jfr");
            // Standard output is for figures.
            command.addAll(
                    List.of("-Xlog:jfr+startup=off", "-XX:StartFlightRecording=settings=profile,filename=" + profile));
        }
        command.addAll(List.of("-cp", contender.classPath(), Worker.class.getName()));
        command.addAll(List.of(contender.type().getName(), contender.argument()));
        jvm = new ForkedJvm(log, command);
        figures(jvm.read());
    }

    Contender contender() {
        return contender;
    }

    /**
     * Lets it run a command of {@link Worker}.
     *
     * @throws IllegalStateException if that failed
     */
    Map<String, Double> run(String command) {
        return figures(jvm.ask(command));
    }

    @Override
    public void close() {
        jvm.close();
    }

    private Map<String, Double> figures(String line) {
        if (!line.startsWith("{")) {
            throw new IllegalStateException(contender.name() + ": " + line + " (see " + log + ")");
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        Matcher matcher = FIGURE.matcher(line);
        while (matcher.find()) {
            figures.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return figures;
    }
}
