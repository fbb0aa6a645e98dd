package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.TransportContract;

class ThreadingTransportTest extends TransportContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
