package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.DialContract;

class ThreadingDialTest extends DialContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
