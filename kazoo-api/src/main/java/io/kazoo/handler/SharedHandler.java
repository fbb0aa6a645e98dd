package io.kazoo.handler;

import java.util.concurrent.locks.ReentrantLock;

/** A handler that all clients share which chose it by name: started for the first of them, closed after the last. */
final class SharedHandler implements HandlerSource {
    private final Handler handler;
    private final ReentrantLock lock = new ReentrantLock();
    private int users;

    SharedHandler(Handler handler) {
        this.handler = handler;
    }

    @Override
    public Handler handler() {
        return handler;
    }

    @Override
    public Handler acquire() {
        lock.lock();
        try {
            handler.start();
            users++;
            return handler;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release() {
        lock.lock();
        try {
            users--;
            if (users == 0) {
                handler.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
