package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.LockTck;

class LoomLockTckTest extends LockTck {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
