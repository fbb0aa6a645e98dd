package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.WatchRecipeTck;

class LoomWatchRecipeTckTest extends WatchRecipeTck {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
