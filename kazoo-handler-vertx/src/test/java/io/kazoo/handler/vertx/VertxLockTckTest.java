package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.tck.Capability;
import io.kazoo.tck.LockTck;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of recipes, on this handler. */
@ExtendWith(Loops.class)
class VertxLockTckTest extends LockTck {
    @Override
    protected Handler newHandler() {
        return Loops.given();
    }

    @Override
    protected Set<Capability> capabilities() {
        return Set.of();
    }
}
