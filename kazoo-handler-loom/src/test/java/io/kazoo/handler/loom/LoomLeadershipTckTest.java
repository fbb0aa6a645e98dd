package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.LeadershipTck;

class LoomLeadershipTckTest extends LeadershipTck {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
