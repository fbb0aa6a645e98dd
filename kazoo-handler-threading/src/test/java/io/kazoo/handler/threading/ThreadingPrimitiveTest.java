package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.PrimitiveContract;

class ThreadingPrimitiveTest extends PrimitiveContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
