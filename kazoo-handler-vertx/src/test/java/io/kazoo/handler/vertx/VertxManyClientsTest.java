package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.tck.ManyClientsContract;

class VertxManyClientsTest extends ManyClientsContract {
    @Override
    protected Handler newHandler() {
        return new VertxHandler();
    }
}
