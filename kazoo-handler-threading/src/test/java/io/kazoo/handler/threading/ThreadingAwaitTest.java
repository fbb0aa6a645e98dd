package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.AwaitContract;

class ThreadingAwaitTest extends AwaitContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
