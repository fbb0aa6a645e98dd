package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.ClientTck;

class LoomClientTckTest extends ClientTck {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
