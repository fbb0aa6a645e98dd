package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.StageContract;

class ThreadingStageTest extends StageContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
