package io.kazoo.handler.threading;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.nio.IoLoop;
import io.kazoo.handler.nio.NioHandler;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs any number of clients on a few platform threads, all of them daemons: one for connections, one for timers, a
 * pool of two to four for lanes, which grows while tasks block, and threads for offloaded jobs as needed.
 *
 * <p>Any thread may wait for a result except those for connections and timers. Tasks of lanes, and with them users'
 * callbacks, may block: lanes do not hold each other up. What runs when the handler is closed has two seconds to end
 * before it is interrupted.
 */
@SuppressWarnings("exports") // a base that only this module can name
public final class ThreadingHandler extends NioHandler {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Makes a handler, not started. */
    public ThreadingHandler() {
        this(Selector::open);
    }

    ThreadingHandler(IoLoop.SelectorSource selectors) {
        super("kazoo-threading-" + NUMBERS.incrementAndGet(), selectors, PoolWorkers::new);
    }

    @Override
    public String name() {
        return ThreadingHandlerProvider.NAME;
    }

    @Override
    public boolean await(Deferred<?> result, @Nullable Duration timeout) throws InterruptedException {
        LanePool lanes = result.isDone() ? null : LanePool.current();
        if (lanes == null) {
            return super.await(result, timeout);
        }
        lanes.startWaiting();
        try {
            return super.await(result, timeout);
        } finally {
            lanes.stopWaiting();
        }
    }
}
