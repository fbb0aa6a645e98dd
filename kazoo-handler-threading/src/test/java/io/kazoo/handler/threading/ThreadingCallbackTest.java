package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.CallbackContract;

class ThreadingCallbackTest extends CallbackContract {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
