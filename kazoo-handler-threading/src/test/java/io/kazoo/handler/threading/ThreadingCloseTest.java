package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.CloseContract;

class ThreadingCloseTest extends CloseContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
