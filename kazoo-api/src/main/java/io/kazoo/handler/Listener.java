package io.kazoo.handler;

import org.jspecify.annotations.Nullable;

/** Someone who wants to know when a {@link Deferred} is settled; a node of its stack. */
abstract sealed class Listener permits Callback, Relay {
    @Nullable
    Listener next;

    /**
     * Tells the listener; runs in the settling thread and must neither block, throw nor run users' code.
     *
     * @param rest who is to be told afterwards
     * @return the same, or with more listeners in front
     */
    abstract @Nullable Listener fire(@Nullable Listener rest);
}
