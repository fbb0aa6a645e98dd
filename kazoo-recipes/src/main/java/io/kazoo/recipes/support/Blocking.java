package io.kazoo.recipes.support;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.KazooInterruptedException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The only place where recipes wait: for their blocking faces, after {@link RecipeContext#requireMayBlock}. */
public final class Blocking {
    private Blocking() {}

    /** Waits for a value; an interrupt cancels the result. */
    public static <T extends @Nullable Object> T get(AsyncResult<T> result) {
        return result.get();
    }

    /** As {@link #get(AsyncResult)}, for a function of the user's: its own unchecked exception comes out, not wrapped. */
    public static <T extends @Nullable Object> T call(AsyncResult<T> result) {
        try {
            return result.get();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /**
     * Waits for something to be held.
     *
     * @param giveBack called with what was obtained if the interrupt comes just after that
     */
    public static <T> T get(AsyncResult<T> result, Consumer<? super T> giveBack) {
        try {
            return result.get();
        } catch (KazooInterruptedException e) {
            result.onComplete((held, failure) -> {
                if (held != null) {
                    giveBack.accept(held);
                }
            });
            throw e;
        }
    }
}
