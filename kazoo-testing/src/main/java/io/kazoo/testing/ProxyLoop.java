package io.kazoo.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The one thread of a proxy, or of a server in memory: all that happens in it happens here, one thing after another. */
final class ProxyLoop {
    /** No deadline; also what {@link Work#tick} answers when nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int CALL_LIMIT_SECONDS = 10;
    private static final long MILLISECOND = 1_000_000;

    private final String what;
    private final Selector selector;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final List<Runnable> atEndOfTurn = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean stopping;

    /**
     * Makes a loop.
     *
     * @param what whose it is, for messages
     */
    ProxyLoop(String what) {
        this.what = what;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not open a selector", e);
        }
    }

    Selector selector() {
        return selector;
    }

    void start(String name, Work work) {
        Thread thread = new Thread(() -> run(work), name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Runs something on the loop's thread and returns when it has taken effect on the sockets. Not interruptible, so
     * that a test can clean up after an interrupt.
     *
     * @throws IllegalStateException if the loop has ended
     */
    void call(Runnable action) {
        Task task = new Task(action, new CompletableFuture<>());
        submit(task);
        join(task.done);
    }

    /** Ends the loop and returns when all is closed. Further calls do nothing. */
    void stop() {
        submit(new Task(() -> stopping = true, new CompletableFuture<>()));
        join(ended);
    }

    /** On the loop's thread: runs something once all that this turn closes is really closed. */
    void afterThisTurn(Runnable action) {
        atEndOfTurn.add(action);
    }

    private void run(Work work) {
        Throwable failure = null;
        try {
            long wait = NEVER;
            while (!stopping) {
                wait = turn(work, wait);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        work.end();
        try {
            selector.close();
        } catch (IOException e) {
            failure = e;
        }
        endTurn();
        if (failure == null) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(failure);
        }
        refuseTasks();
    }

    private void submit(Task task) {
        tasks.add(task);
        selector.wakeup();
        if (ended.isDone()) {
            refuseTasks();
        }
    }

    private void refuseTasks() {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            task.done.completeExceptionally(new IllegalStateException(what + " is closed"));
        }
    }

    private void perform(Task task) {
        try {
            task.action.run();
            afterThisTurn(() -> task.done.complete(null));
        } catch (RuntimeException e) {
            task.done.completeExceptionally(e);
        }
    }

    /** Waits for work and does it; answers how many nanoseconds the next turn may wait. */
    private long turn(Work work, long wait) throws IOException {
        if (wait == NEVER && tasks.isEmpty()) {
            selector.select();
        } else if (wait >= MILLISECOND && tasks.isEmpty()) {
            selector.select(wait / MILLISECOND);
        } else {
            // A selector knows no shorter waits. (Of a task that came meanwhile the selector may know no more: it
            // forgets a wake-up at the end of a turn.)
            LockSupport.parkNanos(tasks.isEmpty() ? wait : 0);
            selector.selectNow();
        }
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            perform(task);
        }
        List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            if (key.isValid()) {
                ((Ready) key.attachment()).ready(key);
            }
        }
        long next = work.tick(System.nanoTime());
        if (!atEndOfTurn.isEmpty()) {
            // Sockets closed above are only now closed for the operating system.
            selector.selectNow();
            endTurn();
        }
        return next;
    }

    private void endTurn() {
        List<Runnable> actions = List.copyOf(atEndOfTurn);
        atEndOfTurn.clear();
        actions.forEach(Runnable::run);
    }

    private void join(CompletableFuture<Void> future) {
        try {
            future.copy().orTimeout(CALL_LIMIT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            throw new IllegalStateException(
                    cause instanceof IllegalStateException ? cause.getMessage() : what + " failed", cause);
        }
    }

    private record Task(Runnable action, CompletableFuture<Void> done) {}

    /** What the loop drives. */
    interface Work {
        /** Does what is due, and answers in how many nanoseconds something will be. */
        long tick(long now);

        /** Closes everything. */
        void end();
    }

    /** What to do when a socket is ready. */
    interface Ready {
        void ready(SelectionKey key);
    }
}
