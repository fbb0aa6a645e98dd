package io.kazoo.handler.vertx;

import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Events of watches as a stream. It is a {@link Watcher}: hand it over wherever one is wanted, for one path or many, and
 * again after each event, as a watch of ZooKeeper tells of one event only.
 *
 * <pre>{@code
 * WatchStream events = zk.watchStream(16);
 * events.handler(event -> zk.get(event.path(), events).onSuccess(this::apply));
 * zk.get("/config", events).onSuccess(this::apply);
 * }</pre>
 *
 * <p>While the reader has paused, or has fetched fewer events than came, they wait. If more come than may wait, the
 * reader has lost track: those that wait are still handed over, then the exception handler is told, then the stream ends.
 * Nothing is dropped in silence, and nothing grows without bound. Who reads on makes another stream and reads its nodes
 * anew.
 *
 * <p>All handlers are called on the context on which the stream was made; methods may be called from anywhere.
 */
public final class WatchStream implements ReadStream<WatchedEvent>, Watcher {
    private final Context context;
    private final int capacity;

    // Everything below is touched on the context only.
    private final Deque<WatchedEvent> waiting = new ArrayDeque<>();
    private long demand = Long.MAX_VALUE;
    private boolean overrun;
    private boolean ended;
    private @Nullable Handler<WatchedEvent> handler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private @Nullable Handler<Void> endHandler;

    WatchStream(Context context, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be positive: " + capacity);
        }
        this.context = context;
        this.capacity = capacity;
    }

    @Override
    public void onEvent(WatchedEvent event) {
        onContext(() -> {
            if (overrun || ended) {
                return;
            }
            if (waiting.size() < capacity) {
                waiting.add(event);
            } else {
                overrun = true;
            }
            deliver();
        });
    }

    private void deliver() {
        while (demand > 0 && handler != null && !waiting.isEmpty()) {
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            handler.handle(waiting.remove());
        }
        if (overrun && waiting.isEmpty() && !ended) {
            ended = true;
            if (exceptionHandler != null) {
                exceptionHandler.handle(new IllegalStateException(
                        "more than " + capacity + " events came while the reader did not read"));
            }
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }
    }

    @Override
    public WatchStream handler(@Nullable Handler<WatchedEvent> reader) {
        return onContext(() -> {
            handler = reader;
            deliver();
        });
    }

    @Override
    public WatchStream pause() {
        return onContext(() -> demand = 0);
    }

    @Override
    public WatchStream resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public WatchStream fetch(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("negative amount: " + amount);
        }
        return onContext(() -> {
            demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
            deliver();
        });
    }

    @Override
    public WatchStream exceptionHandler(@Nullable Handler<Throwable> told) {
        return onContext(() -> exceptionHandler = told);
    }

    @Override
    public WatchStream endHandler(@Nullable Handler<Void> told) {
        return onContext(() -> endHandler = told);
    }

    private WatchStream onContext(Runnable change) {
        if (context.equals(Vertx.currentContext())) {
            change.run();
        } else {
            context.runOnContext(nothing -> change.run());
        }
        return this;
    }
}
