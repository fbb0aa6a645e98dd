package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.tck.Capability;
import io.kazoo.tck.SoakContract;
import java.util.Set;

class VertxSoakTest extends SoakContract {
    @Override
    protected Handler newHandler() {
        return Loops.given();
    }

    @Override
    protected Set<Capability> capabilities() {
        return Set.of();
    }
}
