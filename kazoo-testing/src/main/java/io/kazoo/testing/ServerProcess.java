package io.kazoo.testing;

import io.kazoo.testing.support.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One forked JVM with a server in it, and the signals one can send it. Methods that change it are called by one thread
 * at a time, except {@link #kill()}.
 */
final class ServerProcess {
    private static final String SERVER_CLASS = "org.apache.zookeeper.server.quorum.QuorumPeerMain";
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);
    /** What would change the forked JVM behind our back, such as the agent of a coverage tool. */
    private static final List<String> FOREIGN_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

    private final Process process;
    private final Path home;
    /** While the server is suspended: a process that kills it when this JVM is gone. */
    private volatile @Nullable Process guard;

    private ServerProcess(Process process, Path home) {
        this.process = process;
        this.home = home;
    }

    /** Forks a server; it may not serve yet, or may be about to fail. */
    static ServerProcess start(ServerFiles files, ZooKeeperOptions options) {
        Path home = files.home();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Small and quick to start: no second compiler, no thread per core for the collector, no file for jps.
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Dreadonlymode.enabled=true");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
        command.add("-Dorg.slf4j.simpleLogger.showShortLogName=true");
        options.systemProperties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(options.jvmOptions());
        command.addAll(List.of("-cp", ServerJars.classPath(), ServerLauncher.class.getName()));
        command.addAll(List.of(home.toString(), SERVER_CLASS, files.config().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        builder.environment().keySet().removeAll(FOREIGN_VARIABLES);
        return new ServerProcess(fork(builder), home);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isSuspended() {
        return guard != null && process.isAlive();
    }

    int exitStatus() {
        return process.exitValue();
    }

    /** Asks the server to end and waits; ends it by force if it does not within the grace. */
    void terminate(Duration grace) {
        resume();
        // Not Process.destroy: that also closes the pipe, which means to the server that this JVM is gone.
        if (process.toHandle().destroy() && !exitsWithin(grace)) {
            kill();
        }
        endGuard();
    }

    /** SIGKILL; returns when the process is gone. Safe from any thread. */
    void kill() {
        endGuard();
        process.toHandle().destroyForcibly();
        if (!exitsWithin(SIGNAL_LIMIT)) {
            throw new IllegalStateException("Process " + process.pid() + " survived SIGKILL");
        }
    }

    /**
     * SIGSTOP; returns when every thread of the process stands still, where the system shows that (Linux).
     *
     * <p>A stopped process does not notice the end of this JVM, so a guard is forked that does, and that ends the
     * server and deletes its files then.
     */
    void suspend() {
        if (isSuspended()) {
            return;
        }
        guard = fork(new ProcessBuilder(
                        "sh",
                        "-c",
                        "read -r never; kill -KILL \"$0\"; rm -rf \"$1\"",
                        Long.toString(pid()),
                        home.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        try {
            signal("STOP");
            Poll.until(SIGNAL_LIMIT, this::standsStill, () -> "process " + process.pid() + " stopped");
        } catch (RuntimeException e) {
            resume();
            throw e;
        }
    }

    /** SIGCONT; nothing happens to a process that is not suspended. */
    void resume() {
        if (isSuspended()) {
            signal("CONT");
        }
        endGuard();
    }

    private void endGuard() {
        Process ended = guard;
        guard = null;
        if (ended != null) {
            // The signal first, or the end of its input would make it do its work.
            ended.toHandle().destroyForcibly();
            ended.destroyForcibly();
        }
    }

    private void signal(String name) {
        Process kill = fork(new ProcessBuilder("sh", "-c", "kill -" + name + " \"$0\"", Long.toString(pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        if (!exitsWithin(kill, SIGNAL_LIMIT) || kill.exitValue() != 0) {
            throw new IllegalStateException("Could not send SIG" + name + " to process " + pid());
        }
    }

    /** Whether the kernel shows every thread as stopped; true where it does not show that. */
    private boolean standsStill() {
        Path tasks = Path.of("/proc", Long.toString(pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return true;
        }
        try (var threads = Files.list(tasks)) {
            return threads.allMatch(ServerProcess::isStopped);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not look at the threads of process " + pid(), e);
        }
    }

    private static boolean isStopped(Path thread) {
        try {
            // "pid (name) state ...", and a name may hold anything.
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the state of " + thread, e);
        }
    }

    private boolean exitsWithin(Duration limit) {
        return exitsWithin(process, limit);
    }

    /** Not interruptible: the waits are short, and ending a process half-way would leave it behind. */
    private static boolean exitsWithin(Process process, Duration limit) {
        return process.onExit()
                .thenApply(ended -> true)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static Process fork(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not start " + builder.command().get(0), e);
        }
    }
}
