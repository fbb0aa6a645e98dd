package io.kazoo.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A second JVM with this module's classes and those of its tests. */
final class ForkedJava implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    ForkedJava(Class<?> main, String... args) throws IOException {
        this(List.of(), main, args);
    }

    /** With further options of the JVM. */
    ForkedJava(List<String> options, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(main)));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(args));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader();
    }

    Process process() {
        return process;
    }

    /** The next line it prints; blocks until then, or until it ends (null). */
    String readLine() throws IOException {
        return output.readLine();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String classPath(Class<?> main) {
        return Stream.of(main, ManagedZooKeeper.class)
                .map(ForkedJava::root)
                .distinct()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path root(Class<?> type) {
        try {
            URI location =
                    type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
