package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.HandlerTck;

class LoomHandlerTckTest extends HandlerTck {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
