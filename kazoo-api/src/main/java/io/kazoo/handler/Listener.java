package io.kazoo.handler;

import org.jspecify.annotations.Nullable;

/** Someone who wants to know when a {@link Deferred} is settled; a node of its stack. */
abstract sealed class Listener permits Callback, Waiter {
    @Nullable
    Listener next;

    /** Tells the listener; runs in the settling thread and must neither block nor run users' code. */
    abstract void fire();
}
