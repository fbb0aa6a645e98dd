package io.kazoo.handler.nio;

import org.jspecify.annotations.Nullable;

/** A platform thread of a handler. It carries what it is, so that asking costs neither a thread-local nor a look-up. */
public final class HandlerThread extends Thread {
    /** What a thread is for; part of its name. */
    public enum Role {
        /** All connections of a handler. */
        IO,
        /** All timers of a handler. */
        TIMER,
        /** Tasks of lanes. */
        LANE,
        /** Jobs that may block. */
        OFFLOAD
    }

    private final Threads owner;
    private final Role role;
    private final Runnable body;

    HandlerThread(Threads owner, Role role, String name, Runnable body) {
        // Without the inheritable thread-locals, and below with the class loader of this library: whichever thread
        // happens to make this one must not leave its traces in it.
        super(null, null, name, 0, false);
        this.owner = owner;
        this.role = role;
        this.body = body;
        setDaemon(true);
        setContextClassLoader(HandlerThread.class.getClassLoader());
    }

    /** Returns the current thread if it is a platform thread of any handler, else null. */
    public static @Nullable HandlerThread current() {
        return Thread.currentThread() instanceof HandlerThread thread ? thread : null;
    }

    /** Tells whether users' code may wait on this thread. */
    boolean mayBlock() {
        return role == Role.LANE || role == Role.OFFLOAD;
    }

    /** Returns what this thread runs. */
    public Runnable body() {
        return body;
    }

    @Override
    public void run() {
        try {
            body.run();
        } finally {
            owner.left(this);
        }
    }
}
