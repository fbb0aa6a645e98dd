package io.kazoo.handler.loom;

import io.kazoo.handler.Handler;
import io.kazoo.tck.RecipeTck;

class LoomRecipeTckTest extends RecipeTck {
    @Override
    protected Handler newHandler() {
        return new LoomHandler();
    }
}
