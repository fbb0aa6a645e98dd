package io.kazoo.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command in a JVM of its own, in a pipe, with a folder of its own for what is temporary. */
final class Command implements AutoCloseable {
    private final Path temp;
    private final Path errors;
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();
    private final List<ProcessHandle> children = new ArrayList<>();

    Command(Path folder, String... args) throws IOException {
        temp = Files.createDirectory(folder.resolve("tmp"));
        errors = folder.resolve("errors");
        List<String> command = new ArrayList<>();
        if (Files.isDirectory(Path.of("/proc"))) {
            // Who runs the tests in the background of a shell has them ignore Ctrl-C, and children inherit that.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temp));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(args));
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        output = process.inputReader();
    }

    /** Reads on until a line that contains a text. */
    void readUntil(String text) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.contains(text)) {
                process.descendants().forEach(children::add);
                return;
            }
        }
        throw new AssertionError("\"" + text + "\" never came:\n" + String.join("\n", lines) + errors());
    }

    /** Sends a signal, such as INT. */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("sh", "-c", "kill -" + name + " \"$0\"", Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill ended with " + status);
        }
    }

    /** Reads to the end and returns what the process ended with. */
    int end() throws IOException, InterruptedException {
        output.lines().forEach(lines::add);
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("it has closed its output and goes on");
        }
        return process.exitValue();
    }

    List<String> lines() {
        return lines;
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** The processes it had started when {@link #readUntil} last returned. */
    List<ProcessHandle> children() {
        return children;
    }

    /** What lies in its folder for temporary files. */
    List<Path> leftFiles() {
        try (Stream<Path> files = Files.list(temp)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
