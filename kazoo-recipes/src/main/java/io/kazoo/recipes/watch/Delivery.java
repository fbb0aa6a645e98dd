package io.kazoo.recipes.watch;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the user's function on the user's lane, one call at a time, in the order of the changes. While a call is under way
 * only the newest news is kept: the function sees the latest state, not each one.
 */
final class Delivery<R> {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** The function, whatever its type is to users. */
    interface Function<R> {
        WatchDecision call(News<R> news) throws Exception;
    }

    private final Lane lane;
    private final Function<R> function;
    private final Consumer<? super Throwable> errors;
    private final Deferred<Boolean> first;
    private final Runnable onStop;
    private final AtomicReference<@Nullable News<R>> newest = new AtomicReference<>();
    private volatile boolean ended;
    /** The version of what the function was told last; confined to the lane. */
    private long told = News.NOTHING_YET;

    /**
     * Makes one.
     *
     * @param first settled when the function was called once
     * @param onStop called on the lane when the function wants no more
     */
    Delivery(
            Lane lane,
            Function<R> function,
            Consumer<? super Throwable> errors,
            Deferred<Boolean> first,
            Runnable onStop) {
        this.lane = lane;
        this.function = function;
        this.errors = errors;
        this.first = first;
        this.onStop = onStop;
    }

    /** On any thread, one at a time. */
    void offer(News<R> news) {
        if (newest.getAndSet(news) == null) {
            lane.execute(this::tell);
        }
    }

    /** On any thread: no call begins any more. */
    void end() {
        ended = true;
    }

    private void tell() {
        News<R> news = newest.getAndSet(null);
        if (news == null || ended || !news.isNewTo(told)) {
            return;
        }
        told = news.version();
        if (call(news) == WatchDecision.STOP) {
            ended = true;
            onStop.run();
        }
        first.succeed(true);
    }

    private WatchDecision call(News<R> news) {
        try {
            return function.call(news);
        } catch (Throwable failure) { // an error of the user's is the user's
            LOG.warn("the function of a watch failed; the watch goes on", failure);
            tellError(failure);
            return WatchDecision.CONTINUE;
        }
    }

    private void tellError(Throwable failure) {
        try {
            errors.accept(failure);
        } catch (Throwable another) {
            LOG.warn("the error listener of a watch failed", another);
        }
    }
}
