package io.kazoo.recipes.cache;

import io.kazoo.handler.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber of a cache's changes. What it has not asked for yet waits, coalesced; what it has asked for is handed over
 * in small batches, so that it is coalesced as well while the subscriber is slow. Confined to the cache's lane.
 */
final class TreeSubscription implements Flow.Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(TreeSubscription.class);
    private static final int BATCH = 64;

    private final Flow.Subscriber<? super TreeEvent> subscriber;
    private final Lane lane;
    private final Lane subscriberLane;
    private final Consumer<TreeSubscription> onCancel;
    private final PendingEvents pending = new PendingEvents();
    private volatile boolean cancelled;
    private long demand;
    private boolean handingOver;
    private boolean completed;
    private @Nullable Throwable failure;

    TreeSubscription(
            Flow.Subscriber<? super TreeEvent> subscriber,
            Lane lane,
            Lane subscriberLane,
            Consumer<TreeSubscription> onCancel) {
        this.subscriber = subscriber;
        this.lane = lane;
        this.subscriberLane = subscriberLane;
        this.onCancel = onCancel;
    }

    /** Before anything else. */
    void begin() {
        handingOver = true;
        subscriberLane.execute(() -> {
            call(() -> subscriber.onSubscribe(this));
            lane.execute(this::handedOver);
        });
    }

    void offer(TreeEvent event) {
        if (!cancelled) {
            pending.add(event);
            handOver();
        }
    }

    /** The cache is closed; what waits is dropped. */
    void complete() {
        completed = true;
        handOver();
    }

    @Override
    public void request(long n) {
        lane.execute(() -> {
            if (n <= 0) {
                failure = new IllegalArgumentException("at least one must be requested, not " + n);
            } else {
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            }
            handOver();
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        lane.execute(() -> onCancel.accept(this));
    }

    private void handOver() {
        if (handingOver || cancelled) {
            return;
        }
        if (failure != null) {
            Throwable why = failure;
            end(() -> subscriber.onError(why));
        } else if (completed) {
            end(subscriber::onComplete);
        } else if (demand > 0 && !pending.isEmpty()) {
            List<TreeEvent> batch = new ArrayList<>();
            while (batch.size() < BATCH && demand > 0 && !pending.isEmpty()) {
                batch.add(pending.next());
                demand -= demand == Long.MAX_VALUE ? 0 : 1;
            }
            handingOver = true;
            subscriberLane.execute(() -> {
                batch.forEach(event -> call(() -> subscriber.onNext(event)));
                lane.execute(this::handedOver);
            });
        }
    }

    private void handedOver() {
        handingOver = false;
        handOver();
    }

    private void end(Runnable last) {
        subscriberLane.execute(() -> {
            call(last);
            cancelled = true;
        });
        handingOver = true;
        onCancel.accept(this);
    }

    /** A subscriber that throws breaks its contract: it is told no more. */
    private void call(Runnable signal) {
        if (!cancelled) {
            try {
                signal.run();
            } catch (Throwable thrown) {
                LOG.warn("a subscriber of a cache failed and is told no more", thrown);
                cancel();
            }
        }
    }
}
