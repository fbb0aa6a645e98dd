package io.kazoo.recipes.cache;

import io.kazoo.handler.Lane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of a cache: listeners, on a lane of their own, and subscriptions. */
final class Audience {
    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    final List<TreeListener> listeners = new CopyOnWriteArrayList<>();
    final List<Consumer<? super Throwable>> faultListeners = new CopyOnWriteArrayList<>();
    final List<TreeSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Lane lane;
    private volatile boolean closed;

    Audience(Lane lane) {
        this.lane = lane;
    }

    boolean isEmpty() {
        return listeners.isEmpty() && subscriptions.isEmpty();
    }

    /** On the cache's lane. */
    void tell(TreeEvent event) {
        subscriptions.forEach(each -> each.offer(event));
        if (!listeners.isEmpty()) {
            lane.execute(() -> listeners.forEach(each -> call(each, event)));
        }
    }

    /** On any thread. */
    void tellFault(Throwable failure) {
        lane.execute(() -> {
            for (Consumer<? super Throwable> each : faultListeners) {
                try {
                    each.accept(failure);
                } catch (Throwable another) { // the user's
                    LOG.warn("a fault listener of a cache failed", another);
                }
            }
        });
    }

    private void call(TreeListener listener, TreeEvent event) {
        if (closed) {
            return;
        }
        try {
            listener.onEvent(event);
        } catch (Throwable failure) { // the user's
            LOG.warn("a listener of a cache failed", failure);
            tellFault(failure);
        }
    }

    /** On any thread: no call of a listener begins any more. */
    void close() {
        closed = true;
    }

    /** On the cache's lane. */
    void complete() {
        subscriptions.forEach(TreeSubscription::complete);
        subscriptions.clear();
    }
}
