package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerProvider;

/** Announces {@link LoomHandler} under the name {@code loom}. */
public final class LoomHandlerProvider implements HandlerProvider {
    static final String NAME = "loom";

    /** For {@link java.util.ServiceLoader}. */
    public LoomHandlerProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Handler create() {
        return new LoomHandler();
    }
}
