package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.RecipeTck;

class ThreadingRecipeTckTest extends RecipeTck {
    @Override
    protected Handler newHandler() {
        return new ThreadingHandler();
    }
}
