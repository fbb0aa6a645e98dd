package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.ManyClientsContract;

class LoomManyClientsTest extends ManyClientsContract {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
