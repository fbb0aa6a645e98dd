package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import io.kazoo.core.sasl.SaslExchange;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of SASL exchanges, one at a time over all attempts to connect: one that hangs, because a ticket service does
 * not answer, is not joined by another one for each attempt that follows, each with a thread of its own.
 */
final class SaslTurns {
    private @Nullable AsyncResult<SaslExchange.Step> last;

    /**
     * Takes a step, unless the last one has not ended.
     *
     * @param step takes it
     * @param later called when the last one has ended
     * @param then told of the outcome
     */
    void take(
            Supplier<AsyncResult<SaslExchange.Step>> step,
            Runnable later,
            BiConsumer<? super SaslExchange.@Nullable Step, ? super @Nullable Throwable> then) {
        AsyncResult<SaslExchange.Step> before = last;
        if (before != null && !before.isDone()) {
            onSettled(before, (value, failure) -> later.run());
            return;
        }
        AsyncResult<SaslExchange.Step> taken = step.get();
        last = taken;
        onSettled(taken, then);
    }
}
