package io.kazoo.handler.loom;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A second JVM. Closing it ends it. */
final class Jvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    /**
     * Starts one.
     *
     * @param home the JDK to use
     * @param arguments options, main class, arguments
     */
    Jvm(Path home, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = process.inputReader(StandardCharsets.UTF_8);
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Returns the JDK that runs this. */
    static Path thisHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Finds an installed JDK of a feature release, where the build finds it too. */
    static Path home(int feature) {
        List<Path> folders = List.of(
                thisHome().toAbsolutePath().getParent(),
                Path.of("/usr/lib/jvm"),
                Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
                Path.of("/Library/Java/JavaVirtualMachines"));
        return folders.stream()
                .flatMap(Jvm::children)
                .flatMap(home -> Stream.of(home, home.resolve("Contents").resolve("Home")))
                .filter(home -> isFeature(home, feature))
                .findFirst()
                .orElseThrow(() -> new AssertionError("JDK " + feature + " is needed, none was found in " + folders));
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFeature(Path home, int feature) {
        Path release = home.resolve("release");
        try {
            return Files.isExecutable(home.resolve("bin").resolve("java"))
                    && Files.exists(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"" + feature + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Joins parts of a class path or module path. */
    static String path(List<Path> parts) {
        return String.join(
                File.pathSeparator, parts.stream().map(Path::toString).toList());
    }

    /** Sends a line. */
    void send(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Returns the next line that begins in a certain way; fails, with all it said, if it ends before. */
    String awaitLine(String beginning) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("the JVM ended without \"" + beginning + "\":\n" + said);
    }

    /** Returns everything it says until it ends. */
    List<String> awaitEnd() throws IOException {
        return output.lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
