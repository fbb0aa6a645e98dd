package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.ManyClientsContract;

class ThreadingManyClientsTest extends ManyClientsContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
