package io.kazoo.testing.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the environment says to kazoo's own tests ({@code kazoo.testing}), by the same variables. Those that are set and
 * make no sense are refused, never ignored.
 */
public final class Environment {
    private static final String PATH = "ZOOKEEPER_PATH";
    private static final String CLASS_PATH = "ZOOKEEPER_CLASSPATH";
    private static final String VERSION = "ZOOKEEPER_VERSION";
    private static final Pattern SERVER_JAR = Pattern.compile("zookeeper-(\\d+(?:\\.\\d+)+.*)\\.jar");

    private final Map<String, String> variables;

    /** The environment with these variables. */
    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The environment of this JVM. */
    public static Environment system() {
        return new Environment(System.getenv());
    }

    /** {@code ZOOKEEPER_CLUSTER_SIZE}: how many servers a test has that does not say. */
    public OptionalInt clusterSize() {
        return number("ZOOKEEPER_CLUSTER_SIZE");
    }

    /** {@code ZOOKEEPER_PORT_OFFSET}: where to begin to look for free ports. */
    public OptionalInt portOffset() {
        return number("ZOOKEEPER_PORT_OFFSET");
    }

    /** {@code ZOOKEEPER_OBSERVER_START_ID}: the lowest id of a member that only observes; 0 if none does. */
    public int observerStartId() {
        return Math.max(0, number("ZOOKEEPER_OBSERVER_START_ID").orElse(0));
    }

    /** {@code ZOOKEEPER_LOCAL_SESSION_RO}: whether members have sessions of their own. */
    public boolean hasLocalSessions() {
        return text("ZOOKEEPER_LOCAL_SESSION_RO")
                .filter(value -> value.equalsIgnoreCase("true") || value.equals("1"))
                .isPresent();
    }

    /**
     * The class path of another server than the one that is carried: {@code ZOOKEEPER_CLASSPATH}, or all jars of the
     * installation in {@code ZOOKEEPER_PATH}. Empty if neither is set.
     *
     * @throws IllegalStateException if there is no server, or not the one of {@code ZOOKEEPER_VERSION}
     */
    public Optional<String> serverClassPath() {
        Optional<String> classPath = text(CLASS_PATH).or(() -> text(PATH).map(Environment::jarsOf));
        classPath.ifPresentOrElse(
                this::requireVersion,
                () -> text(VERSION).ifPresent(version -> {
                    throw new IllegalStateException(VERSION + " is " + version + ", but neither " + PATH + " nor "
                            + CLASS_PATH + " says where that server is");
                }));
        return classPath;
    }

    private static String jarsOf(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder), 2)) {
            return String.join(
                    File.pathSeparator,
                    files.map(file -> file.toAbsolutePath().toString())
                            .filter(file -> file.endsWith(".jar"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not look into " + folder + " (" + PATH + ")", e);
        }
    }

    private void requireVersion(String classPath) {
        List<String> versions = Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> SERVER_JAR.matcher(Path.of(entry).toFile().getName()))
                .filter(Matcher::matches)
                .map(jar -> jar.group(1))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalStateException(
                    "No zookeeper-x.y.z.jar in " + PATH + " or " + CLASS_PATH + ": " + classPath);
        }
        text(VERSION).filter(version -> !versions.contains(version)).ifPresent(version -> {
            throw new IllegalStateException(VERSION + " is " + version + ", but the server there is " + versions);
        });
    }

    private OptionalInt number(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text.get()));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(name + " is no number: " + text.get(), e);
        }
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
