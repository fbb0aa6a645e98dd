package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.CoordinationTck;

class ThreadingCoordinationTckTest extends CoordinationTck {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
