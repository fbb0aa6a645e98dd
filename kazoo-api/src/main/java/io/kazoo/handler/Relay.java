package io.kazoo.handler;

import org.jspecify.annotations.Nullable;

/**
 * Another result that takes over the outcome. It hands its own listeners to the thread that is settling instead of
 * settling inside: in a loop written with {@code thenCompose} each turn waits for the next one, and a chain of a
 * million results must not become a stack of a million frames.
 */
final class Relay<T extends @Nullable Object> extends Listener {
    private final Deferred<T> source;
    private final Deferred<T> target;

    Relay(Deferred<T> source, Deferred<T> target) {
        this.source = source;
        this.target = target;
    }

    @Override
    @Nullable
    Listener fire(@Nullable Listener rest) {
        return target.take(source, rest);
    }
}
