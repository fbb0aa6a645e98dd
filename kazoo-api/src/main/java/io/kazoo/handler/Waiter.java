package io.kazoo.handler;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that waits; null once it gave up. */
final class Waiter extends Listener {
    volatile @Nullable Thread thread;

    Waiter(Thread thread) {
        this.thread = thread;
    }

    @Override
    @Nullable
    Listener fire(@Nullable Listener rest) {
        LockSupport.unpark(thread);
        return rest;
    }
}
