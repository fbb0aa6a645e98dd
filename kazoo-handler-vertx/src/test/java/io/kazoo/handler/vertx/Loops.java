package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
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
 * runs may be kept from it that long by a busy machine, which cannot make it wait; it gets two seconds.
 */
public final class Loops implements AfterEachCallback, AfterAllCallback {
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final List<String> BLOCKED = new CopyOnWriteArrayList<>();
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
                .setMaxEventLoopExecuteTime(200)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS));
        ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(event -> {
            boolean waits = event.thread().getState() != Thread.State.RUNNABLE;
            if (event.thread().getName().contains("eventloop") && (waits || event.duration() > BUSY_NANOS)) {
                StringBuilder where = new StringBuilder(event.thread() + " for " + event.duration() + " ns");
                for (StackTraceElement frame : event.thread().getStackTrace()) {
                    where.append("\n    at ").append(frame);
                }
                BLOCKED.add(where.toString());
            }
        });
        return vertx;
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
