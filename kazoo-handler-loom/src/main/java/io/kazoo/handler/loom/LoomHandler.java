package io.kazoo.handler.loom;

import io.kazoo.handler.nio.NioHandler;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs any number of clients on virtual threads: tasks of lanes, and with them users' callbacks, and offloaded jobs. Two
 * platform threads do the rest, one for all connections, one for all timers: a virtual thread per connection that waits
 * for bytes costs more per operation than a selector.
 *
 * <p>Any thread may wait for a result except those two. A virtual thread that waits gives its carrier back; its interrupt
 * cancels the operation. What runs when the handler is closed has two seconds to end before it is interrupted.
 */
@SuppressWarnings("exports") // a base that only this module can name
public final class LoomHandler extends NioHandler {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Makes a handler, not started. */
    public LoomHandler() {
        super("kazoo-loom-" + NUMBERS.incrementAndGet(), Selector::open, VirtualWorkers::new);
    }

    @Override
    public String name() {
        return LoomHandlerProvider.NAME;
    }
}
