package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.WatchRecipeTck;

class ThreadingWatchRecipeTckTest extends WatchRecipeTck {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
