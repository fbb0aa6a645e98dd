package io.kazoo.handler.threading;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A thread of the handler. It carries what it is, so that asking costs neither a thread-local nor a look-up. */
final class HandlerThread extends Thread {
    /** What a thread is for; part of its name. */
    enum Role {
        IO,
        TIMER,
        LANE,
        OFFLOAD
    }

    private final Threads owner;
    private final Role role;
    private final CountDownLatch ended = new CountDownLatch(1);

    HandlerThread(Threads owner, Role role, String name, Runnable body) {
        // Without the inheritable thread-locals, and below with the class loader of this library: whichever thread
        // happens to make this one must not leave its traces in it.
        super(null, body, name, 0, false);
        this.owner = owner;
        this.role = role;
        setDaemon(true);
        setContextClassLoader(HandlerThread.class.getClassLoader());
    }

    /** Returns the current thread if it belongs to any threading handler, else null. */
    static @Nullable HandlerThread current() {
        return Thread.currentThread() instanceof HandlerThread thread ? thread : null;
    }

    Threads owner() {
        return owner;
    }

    /** Tells whether users' code may wait on this thread. */
    boolean mayBlock() {
        return role == Role.LANE || role == Role.OFFLOAD;
    }

    /** Tells whether this thread runs tasks of lanes. */
    boolean runsLanes() {
        return role == Role.LANE;
    }

    /**
     * Between two tasks of lanes: an interrupt that the one left behind must not hit the other, unless the handler is
     * past waiting for tasks to end by themselves.
     */
    void forgetInterrupt() {
        if (owner.hurried()) {
            interrupt();
        } else if (role == Role.LANE) {
            interrupted();
        }
    }

    CountDownLatch ended() {
        return ended;
    }

    @Override
    public void run() {
        try {
            super.run();
        } finally {
            owner.ended(this);
            ended.countDown();
        }
    }
}
