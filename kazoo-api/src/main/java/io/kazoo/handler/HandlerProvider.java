package io.kazoo.handler;

import org.jspecify.annotations.Nullable;

/** Announces a handler to {@link java.util.ServiceLoader}. Making the provider must not load the handler itself. */
public interface HandlerProvider {
    /** Returns the name the handler is chosen by, for example {@code threading}. */
    String name();

    /**
     * Tells whether the handler may be chosen although nobody names it. One that may not be is chosen nevertheless if it
     * is the only one: its presence never changes a choice, but may make one possible.
     */
    default boolean isDefault() {
        return true;
    }

    /**
     * Tells whether a client made here and now needs a handler that the application supplies, because it runs inside
     * something that only the application can hand over, such as a Vert.x context.
     *
     * @return why, and what to write; null if it does not
     */
    default @Nullable String instanceRequired() {
        return null;
    }

    /** Makes a handler, not started. */
    Handler create();
}
