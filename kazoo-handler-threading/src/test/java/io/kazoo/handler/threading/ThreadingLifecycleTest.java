package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.LifecycleContract;

class ThreadingLifecycleTest extends LifecycleContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
