package io.kazoo.handler;

import org.jspecify.annotations.Nullable;

/** Someone who wants to know when a {@link Deferred} is settled; a node of its stack. */
abstract sealed class Listener permits Callback, Relay, Listener.Mark {
    @Nullable
    Listener next;

    /**
     * Tells the listener; runs in the settling thread and must neither block, throw nor run users' code.
     *
     * @param rest the relays that are to run afterwards
     * @return the same, or with one more in front
     */
    abstract @Nullable Relay<?> fire(@Nullable Relay<?> rest);

    /** Tells all of a stack, the oldest first: the stack has the newest on top. */
    static @Nullable Relay<?> fireAll(Listener top, @Nullable Relay<?> rest) {
        Listener first = null;
        Listener listener = top;
        while (listener != null) {
            Listener older = listener.next;
            listener.next = first;
            first = listener;
            listener = older;
        }
        Relay<?> relays = rest;
        while (first != null) {
            Listener newer = first.next;
            first.next = null;
            relays = first.fire(relays);
            first = newer;
        }
        return relays;
    }

    /** Nobody: stands for a stack that takes no more. */
    static final class Mark extends Listener {
        @Override
        @Nullable
        Relay<?> fire(@Nullable Relay<?> rest) {
            return rest;
        }
    }
}
