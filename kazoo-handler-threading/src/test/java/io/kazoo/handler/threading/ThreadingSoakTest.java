package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.SoakContract;

class ThreadingSoakTest extends SoakContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
