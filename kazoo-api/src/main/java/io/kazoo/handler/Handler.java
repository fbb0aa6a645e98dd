package io.kazoo.handler;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooInterruptedException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A concurrency model: what the engine and the recipes need of the outside world. It supplies lanes, timers, a clock,
 * connections, a place for blocking jobs, and waiting; the rest are defaults built on these, which a handler may
 * override with something native. The counterpart of kazoo's gevent, eventlet and threading handlers.
 *
 * <p>A handler can be shared by any number of clients; its threads do not grow with them.
 *
 * <p>The contract, by number; {@code kazoo-tck} has a test for each:
 *
 * <ul>
 *   <li><b>H-1</b> Tasks of one lane run one at a time, in the order of {@code execute}, never inside the call that
 *       submits them, and each sees what the earlier ones wrote.
 *   <li><b>H-2</b> A task that throws is logged; the lane goes on.
 *   <li><b>H-3</b> A lane never rejects, and H-1 and H-2 hold whether the handler runs or not: what is submitted while
 *       it does not run is run by a thread that is neither the submitter's nor one that must not block.
 *   <li><b>H-4</b> A lane whose task blocks in {@link #await} holds up no other lane.
 *   <li><b>H-5</b> A timer never fires early. {@link Timeout#cancel()} that returns true means that the task never
 *       runs. No timer fires while the handler is not running: one that waits when it is closed, or is set while it does
 *       not run, is dropped, and who set it is told so. Being told comes before anything else that close does: lanes and
 *       connections still work.
 *   <li><b>H-6</b> {@link #await} returns true once the result is settled and false when the time is up, leaving
 *       nothing behind; an interrupt ends it with {@link InterruptedException}.
 *   <li><b>H-7</b> {@link #await} on a thread that must not block throws {@link BlockingForbiddenException} at once,
 *       unless the result is settled already.
 *   <li><b>H-8</b> {@link #await} inside a task of a lane works where the handler's threads may block: results are
 *       settled elsewhere.
 *   <li><b>H-9</b> A dial ends in exactly one of {@link TransportListener#onConnected} and
 *       {@link TransportListener#onFailed}, within its time; after {@code onConnected},
 *       {@link TransportListener#onClosed} comes exactly once and last, whoever closed. A listener that throws loses
 *       its connection and disturbs no other.
 *   <li><b>H-10</b> Calls of one listener never overlap and never come from inside {@link #dial} or a method of the
 *       {@link Transport}. They may come from different threads, each call seeing what the earlier ones wrote.
 *   <li><b>H-11</b> {@link Transport#write} never blocks, takes all bytes given, in order, and answers false while more
 *       should wait for {@link TransportListener#onWritable}. It is safe from any one thread at a time.
 *   <li><b>H-12</b> A write to a closed transport is dropped silently.
 *   <li><b>H-13</b> {@link #start()} and {@link #close()} may be called twice and from any thread; close ends every
 *       thread of the handler, closes its transports and settles what is pending; start after close works.
 *   <li><b>H-14</b> An offloaded job runs on a thread that may block, and never inside {@link #offload}.
 *   <li><b>H-15</b> {@link Event#set()} releases everybody who waits for the event, by whichever method, and everybody
 *       who comes until it is cleared.
 *   <li><b>H-16</b> A {@link Mutex} has one holder at a time, in the order of asking. Who gives up, by cancelling, by an
 *       interrupt, or because the time is up or the thread must not block, neither holds it nor stands in the queue.
 *   <li><b>H-17</b> The holder of a re-entrant {@link Mutex} acquires it again at once, and releases it as often; the
 *       holder of a plain one queues behind itself.
 *   <li><b>H-18</b> {@link #random()} is safe from any thread.
 * </ul>
 *
 * <p>kazoo's names: {@code async_result} is {@link #newDeferred}, {@code event_object} {@link #newEvent}, {@code
 * lock_object} {@link #newMutex}, {@code rlock_object} {@link #newReentrantMutex}, {@code sleep_func} {@link #sleep},
 * {@code dispatch_callback} {@link Lane#execute}.
 */
public interface Handler extends AutoCloseable {
    /** Returns the name by which a builder or the property {@code kazoo.handler} chooses this handler. */
    String name();

    /** Starts the handler; without effect if it runs. */
    void start();

    /** Tells whether the handler was started and not closed since. */
    boolean isRunning();

    /** Ends the handler and everything pending in it; without effect if it does not run. Never throws. */
    @Override
    void close();

    /** Returns the handler's monotonic clock in nanoseconds; only differences mean anything. */
    long nanoTime();

    /**
     * Makes an ordered lane.
     *
     * @param label what the lane is for, used in thread names and logs
     */
    Lane newLane(String label);

    /**
     * Runs a task once, after a delay. The task runs on the handler's timer: it must be short and must not block. Whatever
     * waits for it would wait for ever if the handler is closed first; so it can be told.
     *
     * @param delay how long to wait; zero or less means as soon as possible
     * @param ifDropped run instead, once, if the handler is closed before, by the thread that closes it; or within this
     *     call if it does not run. It must be as short as the task, and no user's code
     */
    Timeout schedule(Duration delay, Runnable task, Runnable ifDropped);

    /** As {@link #schedule(Duration, Runnable, Runnable)}, for a task that nobody misses once the handler is closed. */
    default Timeout schedule(Duration delay, Runnable task) {
        return schedule(delay, task, () -> {});
    }

    /**
     * Runs a job that may block (name resolution, a user's function) away from lanes, timers and connections.
     *
     * @throws RejectedExecutionException if the handler does not run
     */
    void offload(Runnable job);

    /**
     * Opens a connection; the outcome and everything that happens on it is told to the listener. If the handler does not
     * run, the dial fails.
     */
    void dial(DialRequest request, TransportListener listener);

    /** Tells whether the current thread may wait; false on event loops and on the handler's own I/O and timer threads. */
    boolean mayBlock();

    /**
     * Waits until a result is settled. The only place in this library that blocks.
     *
     * @param result what to wait for
     * @param timeout how long to wait at the most, null for no bound
     * @return whether the result is settled
     * @throws BlockingForbiddenException if the result is not settled and this thread must not block
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    default boolean await(Deferred<?> result, @Nullable Duration timeout) throws InterruptedException {
        if (result.isDone()) {
            return true;
        }
        requireMayBlock("AsyncResult.get()", "onComplete or thenCompose");
        return result.park(timeout == null ? Long.MAX_VALUE : saturatedNanos(timeout));
    }

    /**
     * Returns normally if the current thread may wait.
     *
     * @param call the blocking call, for the message
     * @param instead what to call instead, for the message
     * @throws BlockingForbiddenException if it must not
     */
    default void requireMayBlock(String call, String instead) {
        if (!mayBlock()) {
            throw new BlockingForbiddenException(call + " must not be called on thread \""
                    + Thread.currentThread().getName() + "\", which never blocks; use " + instead + " instead");
        }
    }

    /** Makes an unsettled result whose callbacks run on a lane. */
    default <T extends @Nullable Object> Deferred<T> newDeferred(Lane lane) {
        return new Deferred<>(lane);
    }

    /** Makes an event that is not set; the callbacks of who waits for it run on a lane. */
    default Event newEvent(Lane lane) {
        return new DefaultEvent(lane);
    }

    /** Makes a lock that nobody holds; the callbacks of who waits for it run on a lane. */
    default Mutex newMutex(Lane lane) {
        return new DefaultMutex(lane, false);
    }

    /** As {@link #newMutex}, but its holder may acquire it again. */
    default Mutex newReentrantMutex(Lane lane) {
        return new DefaultMutex(lane, true);
    }

    /**
     * Returns where engines and recipes get random numbers from, for pauses and the order of servers. A handler that
     * wants a run to be repeatable returns numbers that follow from a seed.
     */
    default RandomGenerator random() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    /**
     * Blocks the current thread for a time.
     *
     * @throws KazooInterruptedException if the thread is interrupted
     */
    default void sleep(Duration duration) {
        try {
            await(new Deferred<>(newLane("sleep")), duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KazooInterruptedException("interrupted while sleeping", e);
        }
    }

    /**
     * Runs a job that may block and hands its value or exception to a result whose callbacks run on a lane. If the
     * handler does not run, the result fails with {@link CancelledException}.
     */
    default <T extends @Nullable Object> AsyncResult<T> spawn(Lane lane, Callable<T> job) {
        Deferred<T> result = newDeferred(lane);
        try {
            offload(() -> {
                try {
                    result.succeed(job.call());
                } catch (Throwable failure) {
                    result.fail(failure);
                }
            });
        } catch (RejectedExecutionException notRunning) {
            result.fail(new CancelledException("not called: the handler is not running", notRunning));
        }
        return result;
    }

    /**
     * Finds all addresses of a host; fails with {@link java.net.UnknownHostException} if it has none. A host that is
     * being looked up is not looked up a second time.
     */
    default AsyncResult<List<InetAddress>> resolve(Lane lane, String host) {
        return NameLookups.resolve(this, lane, host);
    }

    /** Returns a duration in nanoseconds; 292 years stand for everything longer. */
    static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
