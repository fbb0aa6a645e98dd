package io.kazoo.handler.nio;

import io.kazoo.handler.DialRequest;
import io.kazoo.handler.TransportListener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The I/O thread: one selector for all connections of a handler. It runs nothing but its own code and the listeners'.
 * What concerns the life of a connection happens on this thread and nowhere else; other threads send commands.
 */
public final class IoLoop implements Runnable {
    /** Something that has a key in the selector. */
    interface Endpoint {
        /** The channel is ready for something. Must not throw. */
        void ready();

        /** Ends with the loop or its selector: tells the listener. Must not throw. */
        void abort(@Nullable Throwable cause);
    }

    /** Opens selectors; tests have some that fail. */
    public interface SelectorSource {
        /** Opens one. */
        Selector open() throws IOException;
    }

    private static final System.Logger LOG = System.getLogger(IoLoop.class.getPackageName());

    private static final int READ_BUFFER_BYTES = 256 * 1024;

    /** Commands per turn, so that commands that make commands do not keep bytes waiting. */
    private static final int COMMANDS_PER_TURN = 1024;

    private static final long RECOVERY_PAUSE_NANOS = 10_000_000;

    private final SelectorSource selectors;
    private final Timers timers;
    private final Runnable whenEnded;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();

    // Of the I/O thread only.
    private final Set<Endpoint> endpoints = new HashSet<>();
    private ByteBuffer readBuffer = ByteBuffer.allocate(0);

    /** Compared with the current thread only, which sees at least its own write: no need to be volatile. */
    private @Nullable Thread thread;

    private volatile @Nullable Selector selector;

    /** The I/O thread waits in the selector, or is about to, and has not been woken. */
    private volatile boolean asleep;

    private volatile boolean stopping;
    private volatile boolean stopped;

    /**
     * Makes the loop; a thread is to run it.
     *
     * @param whenEnded called last, when every listener has heard that its connection is closed
     */
    IoLoop(SelectorSource selectors, Timers timers, Runnable whenEnded) {
        this.selectors = selectors;
        this.timers = timers;
        this.whenEnded = whenEnded;
    }

    /** Opens a connection; false if the loop has ended. */
    boolean dial(DialRequest request, TransportListener listener) {
        return execute(new Dial(this, timers, request, listener));
    }

    /** Runs a command on the I/O thread, never inside this call; false if the loop has ended. */
    boolean execute(Runnable command) {
        commands.add(command);
        if (stopped) {
            return !commands.remove(command);
        }
        wake();
        return true;
    }

    /** Makes the I/O thread see a change, of a key's interest for example, unless it is awake or this is it. */
    void wake() {
        Selector current = selector;
        if (asleep && current != null) {
            asleep = false;
            current.wakeup();
        }
    }

    /** Ends the loop soon: everything is closed, and listeners told so. */
    void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
            while (!stopping) {
                turn();
            }
        } finally {
            end();
        }
    }

    /** The buffer for reads, shared by all connections: one read at a time fills it, and its listener empties it. */
    ByteBuffer readBuffer() {
        return readBuffer;
    }

    SelectionKey register(SocketChannel channel, int interest, Endpoint endpoint) throws IOException {
        Selector current = selector;
        if (current == null) {
            throw new IOException("the I/O thread has no selector");
        }
        SelectionKey key = channel.register(current, interest, endpoint);
        endpoints.add(endpoint);
        return key;
    }

    void replace(Endpoint old, Endpoint successor) {
        endpoints.remove(old);
        endpoints.add(successor);
    }

    void forget(Endpoint endpoint) {
        endpoints.remove(endpoint);
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /**
     * Lets bytes gather, which saves wake-ups of this thread and of those it wakes. Only where there is just one
     * connection: the answers of another must not wait.
     */
    void rest(long nanos) {
        if (nanos > 0 && endpoints.size() == 1) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    private void turn() {
        try {
            Selector current = selector;
            if (current == null) {
                current = selectors.open();
                selector = current;
            }
            Thread.interrupted(); // a flag left behind would keep the selector from ever waiting
            // First asleep, then a look at the commands; others do it the other way round: one of both sees the other.
            asleep = true;
            if (commands.isEmpty() && !stopping) {
                current.select(IoLoop::ready);
            } else {
                current.selectNow(IoLoop::ready);
            }
            asleep = false;
            runCommands(COMMANDS_PER_TURN);
        } catch (IOException | RuntimeException | Error e) {
            recover(e);
        }
    }

    private static void ready(SelectionKey key) {
        ((Endpoint) key.attachment()).ready();
    }

    private void runCommands(int most) {
        Runnable command = commands.poll();
        for (int i = 1; command != null; i++) {
            try {
                command.run();
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "a command of the I/O thread failed", e);
            }
            command = i < most ? commands.poll() : null;
        }
    }

    /** The selector failed, which it does not do by itself. Nobody may wait for what it does not report any more. */
    private void recover(Throwable failure) {
        if (!stopping || !(failure instanceof ClosedSelectorException)) {
            LOG.log(Level.ERROR, "the selector failed; closing all connections", failure);
        }
        closeSelector();
        abortAll(failure);
        runCommands(COMMANDS_PER_TURN);
        // Should opening the next one fail as well, this is not the thread to make a hot loop of it.
        LockSupport.parkNanos(this, RECOVERY_PAUSE_NANOS);
    }

    private void end() {
        try {
            abortAll(null);
            closeSelector();
            stopped = true;
            // Dials among them fail, for want of a selector.
            runCommands(Integer.MAX_VALUE);
        } finally {
            readBuffer = ByteBuffer.allocate(0);
            whenEnded.run();
        }
    }

    private void abortAll(@Nullable Throwable cause) {
        List.copyOf(endpoints).forEach(endpoint -> endpoint.abort(cause));
        endpoints.clear();
    }

    private void closeSelector() {
        Selector current = selector;
        selector = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "closing the selector failed", e);
            }
        }
    }
}
