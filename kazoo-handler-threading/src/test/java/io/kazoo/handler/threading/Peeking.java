package io.kazoo.handler.threading;

import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A listener that lets a test see what has happened. */
class Peeking implements TransportListener {
    final CountDownLatch connected = new CountDownLatch(1);
    final CountDownLatch decided = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    final AtomicLong received = new AtomicLong();
    volatile Transport transport;
    volatile Throwable cause;

    private final CountDownLatch alsoConnected;

    Peeking() {
        this(new CountDownLatch(1));
    }

    Peeking(CountDownLatch alsoConnected) {
        this.alsoConnected = alsoConnected;
    }

    @Override
    public void onConnected(Transport opened) {
        transport = opened;
        connected.countDown();
        decided.countDown();
        alsoConnected.countDown();
    }

    @Override
    public void onFailed(Throwable why) {
        cause = why;
        decided.countDown();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        received.addAndGet(bytes.remaining());
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(Throwable why) {
        cause = why;
        closed.countDown();
    }
}
