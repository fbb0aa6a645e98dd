package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A listener that writes down what happens and finds out what must not: calls that overlap, that come from inside a
 * call of the test's, or that come out of order. A test overrides the {@code when} methods to do something of its own.
 */
class Recorder implements TransportListener {
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger writable = new AtomicInteger();

    // Plain on purpose: calls of a listener see what earlier ones wrote (H-10).
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<String> calls = new ArrayList<>();
    private int total;

    private volatile int receivedCount;
    private volatile @Nullable Transport transport;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable cause;

    /** The thread that is inside a call of the handler's or the transport's, in which no callback may come. */
    private volatile @Nullable Thread calling;

    void whenConnected(Transport opened) {}

    void whenBytes(ByteBuffer bytes) {}

    void whenClosed(@Nullable Throwable why) {}

    @Override
    public void onConnected(Transport opened) {
        record("connected", () -> {
            transport = opened;
            whenConnected(opened);
        });
        decided.countDown();
    }

    @Override
    public void onFailed(Throwable why) {
        record("failed", () -> failure = why);
        decided.countDown();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        record("bytes", () -> {
            if (!bytes.hasRemaining()) {
                wrong.add("no bytes in onBytes");
            }
            total += bytes.remaining();
            ByteBuffer copy = bytes.duplicate();
            byte[] chunk = new byte[copy.remaining()];
            copy.get(chunk);
            received.writeBytes(chunk);
            whenBytes(bytes);
            receivedCount = total;
        });
    }

    @Override
    public void onWritable() {
        record("writable", writable::incrementAndGet);
    }

    @Override
    public void onClosed(@Nullable Throwable why) {
        record("closed", () -> {
            cause = why;
            whenClosed(why);
        });
        closed.countDown();
    }

    private void record(String call, Runnable body) {
        Thread current = Thread.currentThread();
        if (!inside.compareAndSet(null, current)) {
            wrong.add(call + " overlaps with another call");
        }
        if (calling == current) {
            wrong.add(call + " comes from inside a call");
        }
        calls.add(call);
        try {
            body.run();
        } finally {
            inside.compareAndSet(current, null);
        }
    }

    /** Runs a call of the handler's or the transport's during which this thread must not get a callback. */
    final void during(Runnable call) {
        calling = Thread.currentThread();
        try {
            call.run();
        } finally {
            calling = null;
        }
    }

    /** Waits for the connection. */
    final Transport transport() {
        HandlerContract.await(decided);
        assertThat(failure).isNull();
        return Objects.requireNonNull(transport);
    }

    /** Waits for the failure to connect. */
    final Throwable failure() {
        HandlerContract.await(decided);
        return Objects.requireNonNull(failure, "it connected");
    }

    /** Waits for the end and returns its cause. */
    final @Nullable Throwable awaitClosed() {
        HandlerContract.await(closed);
        return cause;
    }

    /** Waits for so many bytes in all. */
    final void awaitBytes(int count) {
        HandlerContract.eventually().until(() -> receivedCount >= count);
    }

    final int writableCalls() {
        return writable.get();
    }

    final boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Returns all bytes, once the connection is closed or the sender has stopped. */
    final byte[] received() {
        assertThat(receivedCount).isGreaterThanOrEqualTo(0);
        return received.toByteArray();
    }

    /** Checks that nothing was wrong with the calls so far. */
    final void verify() {
        assertThat(wrong).isEmpty();
        List<String> seen = List.copyOf(calls);
        assertThat(seen.get(0)).isIn("connected", "failed");
        assertThat(seen.stream().filter(call -> call.equals("connected") || call.equals("failed")))
                .as("outcomes of the dial")
                .hasSize(1);
        if (seen.get(0).equals("failed")) {
            assertThat(seen).as("nothing follows a failed dial").hasSize(1);
        }
        if (seen.contains("closed")) {
            assertThat(seen.indexOf("closed")).as("closed comes once and last").isEqualTo(seen.size() - 1);
        }
    }
}
