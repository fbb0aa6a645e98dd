package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.LaneContract;

class ThreadingLaneTest extends LaneContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
