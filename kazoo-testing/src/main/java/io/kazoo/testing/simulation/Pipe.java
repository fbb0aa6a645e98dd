package io.kazoo.testing.simulation;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. Bytes come in their order, in pieces that have nothing to do with those in which they
 * were written; the end comes after them, unless the connection is cut.
 */
final class Pipe {
    private final DeterministicWorld world;
    private final Host to;
    private final Consumer<ByteBuffer> receiver;
    private ByteBuffer waiting = ByteBuffer.allocate(256);
    private @Nullable Event arrival;

    /** What to do at the end of the stream. */
    private @Nullable Runnable end;

    private long stalledUntil;
    private boolean dead;

    Pipe(DeterministicWorld world, Host to, Consumer<ByteBuffer> receiver) {
        this.world = world;
        this.to = to;
        this.receiver = receiver;
    }

    void send(ByteBuffer bytes) {
        if (dead || end != null) {
            return;
        }
        ByteBuffer source = bytes.duplicate();
        if (waiting.remaining() < source.remaining()) {
            waiting = ByteBuffer.allocate(2 * (waiting.position() + source.remaining()))
                    .put(waiting.flip());
        }
        waiting.put(source);
        expect();
    }

    /** Ends the stream after what was sent. */
    void end(Runnable then) {
        if (!dead && end == null) {
            end = then;
            expect();
        }
    }

    /** From now on nothing passes, and nobody is told. */
    void swallow() {
        dead = true;
        if (arrival != null) {
            arrival.cancelled = true;
        }
    }

    /** What is on its way comes later. */
    void stall(long until) {
        stalledUntil = until;
    }

    private void expect() {
        if (arrival == null) {
            long latency = Math.max(world.faults().latency(), stalledUntil - world.nanos());
            arrival = world.after(latency, to, "arrival", this::arrive);
        }
    }

    private void arrive() {
        arrival = null;
        if (world.nanos() < stalledUntil) {
            expect();
            return;
        }
        int count = waiting.position();
        if (count > 1 && world.faults().splits()) {
            count = 1 + world.random().nextInt(count - 1);
        }
        ByteBuffer piece = ByteBuffer.allocate(count);
        waiting.flip();
        piece.put(waiting.slice(0, count)).flip();
        waiting.position(count);
        waiting.compact();
        if (waiting.position() > 0 || (end != null && count > 0)) {
            expect();
        }
        if (count > 0) {
            receiver.accept(piece);
        } else if (end != null) {
            dead = true;
            end.run();
        }
    }
}
