package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.LockTck;

class ThreadingLockTckTest extends LockTck {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
