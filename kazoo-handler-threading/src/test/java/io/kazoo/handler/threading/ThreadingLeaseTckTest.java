package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.LeaseTck;

class ThreadingLeaseTckTest extends LeaseTck {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
