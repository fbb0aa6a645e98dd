package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.DeferredContract;

class ThreadingDeferredTest extends DeferredContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
