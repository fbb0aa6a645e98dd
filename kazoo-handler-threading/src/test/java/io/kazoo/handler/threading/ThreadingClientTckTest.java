package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.ClientTck;

class ThreadingClientTckTest extends ClientTck {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
