package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.tck.Capability;
import io.kazoo.tck.HandlerTck;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of handlers, on one with a Vertx of its own. */
@ExtendWith(Loops.class)
class OwnVertxTckTest extends HandlerTck {
    @Override
    protected Handler newHandler() {
        return Loops.own();
    }

    @Override
    protected Set<Capability> capabilities() {
        return Set.of(Capability.OWN_THREADS);
    }
}
