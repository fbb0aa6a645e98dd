package io.kazoo.handler;

import org.jspecify.annotations.Nullable;

/**
 * Another result that takes over the outcome. It does so after its turn, one relay after the other in the thread that
 * settles, not inside the telling: in a loop written with {@code thenCompose} each turn waits for the next one, and a
 * chain of a million results must not become a stack of a million frames.
 */
final class Relay<T extends @Nullable Object> extends Listener {
    private final Deferred<T> source;
    private final Deferred<T> target;
    private @Nullable Relay<?> later;

    Relay(Deferred<T> source, Deferred<T> target) {
        this.source = source;
        this.target = target;
    }

    @Override
    @Nullable
    Relay<?> fire(@Nullable Relay<?> rest) {
        later = rest;
        return this;
    }

    /** Runs relays, and those that they bring. */
    static void run(@Nullable Relay<?> first) {
        Relay<?> relay = first;
        while (relay != null) {
            relay = relay.relay();
        }
    }

    private @Nullable Relay<?> relay() {
        Relay<?> rest = later;
        later = null;
        return target.settleLike(source, rest);
    }
}
