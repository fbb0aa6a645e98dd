package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import io.vertx.core.net.NetClientOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes handlers and the Vertx they run on, and fails every test in which a task blocked an event loop for 200 ms: what
 * the blocked thread checker of Vert.x warns of, heard where the checker says it rather than read in a log. A thread that
 * runs may be kept from it that long by a busy machine, so what counts then is how long it ran: 200 ms as well.
 */
public final class Loops implements AfterEachCallback, AfterAllCallback {
    private static final long LIMIT_MILLIS = 200;
    private static final List<String> BLOCKED = new CopyOnWriteArrayList<>();
    private static final CpuHistory CPU = new CpuHistory();
    private static final Vertx SHARED = newVertx(2);

    /** For JUnit. */
    public Loops() {}

    /** Returns a handler with a Vertx of its own. */
    static VertxHandler own() {
        return new VertxHandler(() -> newVertx(1), true, null, new NetClientOptions());
    }

    /** Returns a handler on the Vertx that all tests share. */
    static VertxHandler given() {
        return new VertxHandler(SHARED);
    }

    /** Returns a Vertx with two event loops, for all tests. */
    static Vertx shared() {
        return SHARED;
    }

    /** Makes a Vertx whose event loops are watched. */
    static Vertx newVertx(int loops) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setUseDaemonThread(true)
                .setBlockedThreadCheckInterval(50)
                .setMaxEventLoopExecuteTime(LIMIT_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS));
        ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(Loops::heard);
        return vertx;
    }

    private static void heard(BlockedThreadEvent event) {
        Thread thread = event.thread();
        if (!CpuHistory.isLoop(thread)) {
            return;
        }
        boolean waits = thread.getState() != Thread.State.RUNNABLE;
        long ran = CPU.since(thread, event.duration());
        if (waits || ran >= TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
            StringBuilder where = new StringBuilder(
                    thread + " for " + event.duration() + " ns, of which it ran " + ran + " ns, " + thread.getState());
            for (StackTraceElement frame : thread.getStackTrace()) {
                where.append("\n    at ").append(frame);
            }
            BLOCKED.add(where.toString());
        }
    }

    /** Returns, and forgets, what was heard of event loops that were blocked. */
    static List<String> takeBlocked() {
        List<String> blocked = List.copyOf(BLOCKED);
        BLOCKED.clear();
        return blocked;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(BLOCKED).as("event loops that were blocked").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        BLOCKED.clear();
    }
}
