package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerProvider;

/** Announces {@link ThreadingHandler} under the name {@code threading}. */
public final class ThreadingHandlerProvider implements HandlerProvider {
    static final String NAME = "threading";

    /** For {@link java.util.ServiceLoader}. */
    public ThreadingHandlerProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Handler create() {
        return new ThreadingHandler();
    }
}
