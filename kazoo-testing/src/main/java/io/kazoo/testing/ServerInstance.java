package io.kazoo.testing;

import io.kazoo.testing.support.PortBlock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a server outside this JVM: its files and its latest process. Changed by one thread at a time, except
 * that {@link #abandon} comes at any moment.
 */
final class ServerInstance {
    private static final long ABANDON_SECONDS = 2;

    private final ServerFiles files = new ServerFiles();
    private volatile @Nullable ServerProcess process;
    private volatile boolean abandoned;

    ServerFiles files() {
        return files;
    }

    /** The latest process, alive or not. */
    Optional<ServerProcess> process() {
        return Optional.ofNullable(process);
    }

    /**
     * Forks a process.
     *
     * @throws IllegalStateException if the instance was abandoned; nothing is left then
     */
    void spawn(ZooKeeperOptions options, List<PortBlock> members, int index) {
        refuseIfAbandoned();
        try {
            files.prepare(options, members, index);
            process = ServerProcess.start(files, options);
        } finally {
            // What the other thread, which does not wait for ever, has missed of this.
            if (abandoned) {
                remove();
            }
        }
        refuseIfAbandoned();
    }

    private void refuseIfAbandoned() {
        if (abandoned) {
            throw new IllegalStateException("This JVM is ending, no server can be started any more");
        }
    }

    /** Ends the process by force; nothing happens if there is none. */
    void kill() {
        process().ifPresent(ServerProcess::kill);
    }

    /** Ends the process and deletes the files. */
    void remove() {
        kill();
        files.delete();
    }

    /**
     * Removes it for good while this JVM ends. Who is just starting or stopping it fails thereby, and is waited for a
     * moment: what it does now would otherwise stay behind.
     *
     * @param busy held by who changes the server
     */
    void abandon(ReentrantLock busy) {
        abandoned = true;
        kill();
        boolean alone = false;
        try {
            alone = busy.tryLock(ABANDON_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            remove();
        } finally {
            if (alone) {
                busy.unlock();
            }
        }
    }
}
