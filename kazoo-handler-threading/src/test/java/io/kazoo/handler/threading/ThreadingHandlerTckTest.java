package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.HandlerTck;

class ThreadingHandlerTckTest extends HandlerTck {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
