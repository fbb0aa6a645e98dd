package io.kazoo.testing.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a store behaves that does one thing after the other.
 *
 * @param <S> its state: immutable, with {@code equals}
 * @param <I> what is asked for
 * @param <O> what is answered
 */
public interface SequentialModel<S, I, O> {
    /** The state before the first call. */
    S initial();

    /**
     * The state after a call; empty if this store cannot have answered so.
     *
     * @param output null if the answer is not known: then every answer will do
     */
    Optional<S> after(S state, I input, @Nullable O output);
}
