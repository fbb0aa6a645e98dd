package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.CoordinationTck;

class LoomCoordinationTckTest extends CoordinationTck {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
