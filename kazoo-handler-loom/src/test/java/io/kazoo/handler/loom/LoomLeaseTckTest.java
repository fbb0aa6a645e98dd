package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.LeaseTck;

class LoomLeaseTckTest extends LeaseTck {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
