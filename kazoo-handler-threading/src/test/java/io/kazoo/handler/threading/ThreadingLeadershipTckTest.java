package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.LeadershipTck;

class ThreadingLeadershipTckTest extends LeadershipTck {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
