package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.SoakContract;

class LoomSoakTest extends SoakContract {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
