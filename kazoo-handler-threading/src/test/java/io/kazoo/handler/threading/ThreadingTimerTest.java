package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.TimerContract;

class ThreadingTimerTest extends TimerContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
