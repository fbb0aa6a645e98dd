package io.kazoo.recipes.watch;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a watch behaves. Immutable; start with {@link #defaults()} and refine.
 *
 * @param allowSessionLost whether the watch goes on in the next session when its own is lost (kazoo's {@code
 *     allow_session_lost}); a lost connection alone never ends it
 * @param errorListener called with what the function throws, right after it, on the same lane; it is logged anyway
 */
public record WatchOptions(boolean allowSessionLost, Consumer<? super Throwable> errorListener) {
    /** Checks the parts. */
    public WatchOptions {
        Objects.requireNonNull(errorListener);
    }

    /** Returns kazoo's defaults: the watch goes on, nobody is told of errors. */
    public static WatchOptions defaults() {
        return new WatchOptions(true, failure -> {});
    }

    /** Returns the same, going on in the next session or not. */
    public WatchOptions withAllowSessionLost(boolean allow) {
        return new WatchOptions(allow, errorListener);
    }

    /** Returns the same with another listener for what the function throws. */
    public WatchOptions withErrorListener(Consumer<? super Throwable> listener) {
        return new WatchOptions(allowSessionLost, listener);
    }
}
