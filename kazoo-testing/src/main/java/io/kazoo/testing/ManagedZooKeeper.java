package io.kazoo.testing;

import io.kazoo.testing.support.Poll;
import io.kazoo.testing.support.PortBlock;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;

/**
 * One real ZooKeeper server in a JVM of its own: alone ({@link #launch()}), or a member of a {@link ZooKeeperCluster}.
 *
 * <p>It listens on free ports of the loopback address and keeps them, and its data, while it is stopped or killed;
 * {@link #close()} gives back the ports and deletes the data. It ends with this JVM at the latest, however this JVM
 * ends, and its temporary files with it; only the files of a server that is stopped at the moment when this JVM is
 * killed (SIGKILL) stay behind.
 *
 * <p>Differences from a server's usual configuration, all of which {@link ZooKeeperOptions} can override: every
 * four-letter word is allowed, reconfiguration, TTL nodes and read-only mode are enabled, there is no limit of
 * connections and no admin server, digest user "super" with password "test" is the superuser, and writes are not forced to
 * the disk.
 *
 * <p>All methods may be called from any thread. Those that change the server run one after another.
 */
public final class ManagedZooKeeper implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    /** Short, because a server that is just starting may lose the first connections without an answer. */
    private static final Duration PROBE_LIMIT = Duration.ofMillis(250);

    private static final int LOG_LINES = 60;

    private final ReentrantLock lifecycle = new ReentrantLock();
    private final List<PortBlock> members;
    private final int index;
    private final ZooKeeperOptions options;
    private final ServerInstance instance = new ServerInstance();
    private volatile boolean closed;

    ManagedZooKeeper(List<PortBlock> members, int index, ZooKeeperOptions options) {
        this.members = members;
        this.index = index;
        this.options = options;
        LiveServers.add(this);
    }

    /** Starts a server of its own with {@linkplain ZooKeeperOptions#defaults() the default options}. */
    public static ManagedZooKeeper launch() {
        return launch(ZooKeeperOptions.defaults());
    }

    /**
     * Starts a server of its own and returns once it serves, usually in less than a second.
     *
     * @param options how to set it up
     * @throws IllegalStateException if it does not start; the message holds the end of its log
     */
    public static ManagedZooKeeper launch(ZooKeeperOptions options) {
        return Launch.servers(1, options).get(0);
    }

    /**
     * Starts the server again after {@link #stop()}, {@link #kill()} or {@link #wipe()}; nothing happens if it runs.
     * Returns once it answers. A server alone serves then; a member of an ensemble serves as soon as a majority does
     * ({@link #awaitServing}).
     *
     * @throws IllegalStateException if it does not start (the message holds the end of its log), or is closed
     */
    public void start() {
        change(() -> {
            if (!isRunning()) {
                spawn();
                awaitAnswer();
            }
        });
    }

    /** Forks the process, no more. */
    void spawn() {
        change(() -> instance.spawn(options, members, index));
    }

    /** Waits until the server answers four-letter words, which is also the moment when its ports are bound. */
    void awaitAnswer() {
        boolean alone = members.size() == 1;
        await(START_LIMIT, "answer", alone ? ServerStatus::serves : ServerStatus::answers);
    }

    /** Ends the server in order (SIGTERM, after a few seconds SIGKILL); the data stays. A suspended server is resumed for it. */
    public void stop() {
        change(() -> instance.process().ifPresent(running -> running.terminate(STOP_GRACE)));
    }

    /** Ends the server at once (SIGKILL); the data stays, with every write that was acknowledged. */
    public void kill() {
        change(instance::kill);
    }

    /**
     * Stops the server in its tracks (SIGSTOP): its connections stay open and nothing is answered, until
     * {@link #resume()}. Needs a POSIX system.
     *
     * @throws IllegalStateException if the server does not run
     */
    public void suspend() {
        change(() -> running().suspend());
    }

    /**
     * Lets a suspended server go on (SIGCONT).
     *
     * @throws IllegalStateException if the server does not run
     */
    public void resume() {
        change(() -> running().resume());
    }

    /** {@link #stop()}, then {@link #start()}. */
    public void restart() {
        change(() -> {
            stop();
            start();
        });
    }

    /** Kills the server if it runs and deletes its data: {@link #start()} brings it up empty, on the same ports. */
    public void wipe() {
        change(() -> {
            kill();
            instance.files().wipe();
        });
    }

    /** Kills the server, deletes its files and gives its ports back. Further calls do nothing. */
    @Override
    public void close() {
        lifecycle.lock();
        try {
            if (!closed) {
                instance.remove();
                closed = true;
                members.get(index).close();
                LiveServers.remove(this);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    /** What {@link #close()} does, while this JVM ends. */
    void abandon() {
        instance.abandon(lifecycle);
    }

    /** Whether the process is there; a suspended one is. */
    public boolean isRunning() {
        return instance.process().filter(ServerProcess::isAlive).isPresent();
    }

    /** Whether the process is there, but stopped by {@link #suspend()}. */
    public boolean isSuspended() {
        return instance.process().filter(ServerProcess::isSuspended).isPresent();
    }

    /** Whether it serves clients, reads and writes, at this moment. */
    public boolean isServing() {
        return says(ServerStatus::serves, ANSWER_LIMIT);
    }

    /** Whether it leads an ensemble at this moment. */
    public boolean isLeader() {
        return says(ServerStatus::leads, ANSWER_LIMIT);
    }

    /**
     * Waits until {@link #isServing()}.
     *
     * @throws IllegalStateException if it does not within the limit (the message holds the end of its log), or if the
     *     process is not there
     */
    public void awaitServing(Duration limit) {
        await(limit, "serve", ServerStatus::serves);
    }

    /** Where clients connect to: "address:port", with the number of the loopback address. */
    public String address() {
        return PortBlock.host().getHostAddress() + ":" + port();
    }

    /**
     * Where clients connect to with TLS: "address:port".
     *
     * @throws IllegalStateException if the server has no such port
     */
    public String secureAddress() {
        if (!options.hasTls()) {
            throw new IllegalStateException(this + " has no port for TLS");
        }
        return PortBlock.host().getHostAddress() + ":" + members.get(index).secure();
    }

    /** Where clients connect to. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(PortBlock.host(), port());
    }

    /** The port clients connect to; the same as long as this object is not closed. */
    public int port() {
        return members.get(index).client();
    }

    /**
     * The number of the process.
     *
     * @throws IllegalStateException if the server does not run
     */
    public long pid() {
        return running().pid();
    }

    /** The last lines of the server's log, oldest first, over all its starts; none after {@link #close()}. */
    public List<String> logs(int lines) {
        return instance.files().lastLogLines(lines);
    }

    /**
     * Sends a {@linkplain FourLetterWords four-letter word}, such as "dump".
     *
     * @throws UncheckedIOException if the server does not answer within two seconds
     */
    public String ask(String word) {
        return FourLetterWords.send(socketAddress(), word, ANSWER_LIMIT);
    }

    /**
     * The figures of the word "mntr", such as {@code zk_watch_count}; empty while the server does not serve.
     *
     * @throws UncheckedIOException if the server does not answer within two seconds
     */
    public Map<String, String> metrics() {
        return FourLetterWords.metrics(socketAddress(), ANSWER_LIMIT);
    }

    /** Its temporary folder; everything it writes is in there. */
    Path home() {
        return instance.files().home();
    }

    @Override
    public String toString() {
        String state = closed ? "closed" : isSuspended() ? "suspended" : isRunning() ? "running" : "not running";
        return "ZooKeeper server " + (index + 1) + " at " + address() + " (" + state + ")";
    }

    private boolean says(BiPredicate<InetSocketAddress, Duration> question, Duration limit) {
        return isRunning() && !isSuspended() && question.test(socketAddress(), limit);
    }

    private void await(Duration limit, String what, BiPredicate<InetSocketAddress, Duration> question) {
        Poll.until(
                limit,
                () -> {
                    boolean holds = says(question, PROBE_LIMIT);
                    if (!holds && !isRunning()) {
                        throw new ServerStartException(toString(), instance.process(), logEnd());
                    }
                    return holds;
                },
                () -> this + " did not " + what + "; its log:\n" + logEnd());
    }

    private String logEnd() {
        return String.join("\n", logs(LOG_LINES));
    }

    private ServerProcess running() {
        return instance.process()
                .filter(ServerProcess::isAlive)
                .orElseThrow(() -> new IllegalStateException(this + " does not run"));
    }

    private void change(Runnable action) {
        lifecycle.lock();
        try {
            if (closed) {
                throw new IllegalStateException(this + " is closed");
            }
            action.run();
        } finally {
            lifecycle.unlock();
        }
    }
}
