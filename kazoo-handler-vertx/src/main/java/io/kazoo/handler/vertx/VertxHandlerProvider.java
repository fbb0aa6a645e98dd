package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerProvider;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Announces {@link VertxHandler} under the name {@code vertx}. Chosen by name it makes a Vertx of its own, which is for
 * applications that use Vert.x nowhere else; others hand their Vertx to a {@link VertxHandler} and that to the builder.
 */
public final class VertxHandlerProvider implements HandlerProvider {
    static final String NAME = "vertx";

    /** For {@link java.util.ServiceLoader}. */
    public VertxHandlerProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isDefault() {
        return false;
    }

    @Override
    public @Nullable String instanceRequired() {
        return Vertx.currentContext() == null
                ? null
                : "the client is made in a Vert.x context, whose Vertx only its owner can hand over:"
                        + " builder.handler(new VertxHandler(vertx))";
    }

    @Override
    public Handler create() {
        return new VertxHandler();
    }
}
