package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Transport;
import io.kazoo.tck.ScriptedServer.Peer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Level 1: how bytes travel, rules H-10 to H-12. */
public abstract class TransportContract extends NetworkContract {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int LARGE = 16 * MEGABYTE;

    /** More than the sockets of both sides buffer. */
    private static final int ENOUGH_TO_CONGEST = 48 * MEGABYTE;

    private static final int TOO_MUCH = 256 * MEGABYTE;

    private final Random random = new Random(11);

    /** For the handler's tests. */
    protected TransportContract() {}

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void H10_bytesArriveCompleteAndInOrderHoweverTheyAreCut() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        byte[] sent = randomBytes(3_000);
        for (int i = 0; i < 1_000; i++) {
            peer.send(sent[i]);
        }
        peer.send(Arrays.copyOfRange(sent, 1_000, 2_000));
        peer.send(Arrays.copyOfRange(sent, 2_000, 3_000));
        peer.close();
        assertThat(listener.awaitClosed()).isNull();
        assertThat(listener.received()).isEqualTo(sent);
        listener.verify();
    }

    @Test
    void H10_bytesThatTheListenerLeavesAreNotDeliveredAgain() {
        Recorder listener = new Recorder() {
            @Override
            void whenBytes(ByteBuffer bytes) {
                bytes.position(bytes.limit() / 2);
            }
        };
        dial(listener);
        Peer peer = server().accept();
        peer.send(randomBytes(100));
        listener.awaitBytes(100);
        peer.send(randomBytes(100));
        peer.close();
        listener.awaitClosed();
        assertThat(listener.received()).hasSize(200);
        listener.verify();
    }

    @Test
    void H10_aListenerThatLetsBytesGatherMissesNothing() {
        Recorder listener = new Recorder() {
            @Override
            void whenBytes(ByteBuffer bytes) {
                transport().gather(Duration.ofNanos(50_000));
            }
        };
        dial(listener);
        Peer peer = server().accept();
        listener.transport().gather(Duration.ofNanos(50_000));
        byte[] sent = randomBytes(1_000);
        for (byte next : sent) {
            peer.send(next);
        }
        peer.close();
        assertThat(listener.awaitClosed()).isNull();
        assertThat(listener.received()).isEqualTo(sent);
        listener.verify();
    }

    @Test
    void H10_sixteenMegabytesArrive() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        byte[] sent = randomBytes(LARGE);
        peer.send(sent);
        peer.close();
        assertThat(listener.awaitClosed()).isNull();
        assertThat(Arrays.equals(listener.received(), sent)).isTrue();
        listener.verify();
    }

    @Test
    void H11_sixteenMegabytesAreSent() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        byte[] sent = randomBytes(LARGE);
        Transport transport = listener.transport();
        listener.during(() -> transport.write(ByteBuffer.wrap(sent)));
        assertThat(Arrays.equals(peer.receive(LARGE), sent)).isTrue();
        listener.verify();
    }

    @Test
    void H11_aWriteTakesAllBytesOfAnyBuffer() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        Transport transport = listener.transport();
        byte[] sent = randomBytes(100);
        List<ByteBuffer> buffers = List.of(
                ByteBuffer.wrap(sent),
                ByteBuffer.allocateDirect(100).put(sent).flip(),
                ByteBuffer.wrap(sent).asReadOnlyBuffer(),
                ByteBuffer.allocate(300).put(100, sent).position(100).limit(200),
                ByteBuffer.allocateDirect(300)
                        .put(100, sent)
                        .position(100)
                        .limit(200)
                        .slice());
        for (ByteBuffer buffer : buffers) {
            int limit = buffer.limit();
            assertThat(transport.write(buffer)).isTrue();
            assertThat(buffer.position()).isEqualTo(limit);
            assertThat(buffer.limit()).isEqualTo(limit);
            assertThat(peer.receive(100)).isEqualTo(sent);
        }
        assertThat(transport.write(ByteBuffer.allocate(0))).isTrue();
        listener.verify();
    }

    @Test
    void H11_aPeerThatStopsReadingCongestsButBlocksNobody() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        Transport transport = listener.transport();
        int sent = writeUntilCongested(listener, transport);
        int relieved = listener.writableCalls();
        ByteBuffer more = ByteBuffer.wrap(pattern(sent, MEGABYTE));
        listener.during(() -> assertThat(transport.write(more)).isFalse());
        sent += MEGABYTE;

        byte[] received = peer.receive(sent);
        assertThat(Arrays.equals(received, pattern(0, sent))).isTrue();
        eventually().until(() -> listener.writableCalls() > relieved);
        int inTheEnd = listener.writableCalls();
        assertThat(transport.write(ByteBuffer.wrap(pattern(0, 100)))).isTrue();
        assertThat(peer.receive(100)).isEqualTo(pattern(0, 100));
        assertThat(listener.writableCalls()).isEqualTo(inTheEnd);
        listener.verify();
    }

    /**
     * Goes on, whatever the answers, until the sockets cannot but be full: a handler that hands bytes to another thread
     * may call a connection congested for a moment while there is room.
     */
    private static int writeUntilCongested(Recorder listener, Transport transport) {
        int sent = 0;
        boolean free = true;
        while (sent < ENOUGH_TO_CONGEST || (free && sent < TOO_MUCH)) {
            boolean[] answer = new boolean[1];
            byte[] bytes = pattern(sent, MEGABYTE);
            listener.during(() -> answer[0] = transport.write(ByteBuffer.wrap(bytes)));
            // A handler that keeps what it was given would send this instead.
            Arrays.fill(bytes, (byte) 0);
            sent += MEGABYTE;
            free = answer[0];
        }
        assertThat(free).as("write answers true").isFalse();
        return sent;
    }

    /** Returns bytes of which each says where it stands, as far as a byte can. */
    private static byte[] pattern(int from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            int place = from + i;
            bytes[i] = (byte) (place ^ (place >>> 8) ^ (place >>> 16));
        }
        return bytes;
    }

    @Test
    void H11_bytesOfThreadsThatTakeTurnsKeepTheirOrder() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        Transport transport = listener.transport();
        ReentrantLock turn = new ReentrantLock();
        int[] sent = new int[1];
        int each = 4 * MEGABYTE;
        List<Thread> writers = IntStream.range(0, 4)
                .mapToObj(number -> inThread(() -> {
                    Random sizes = new Random(number);
                    int left = each;
                    while (left > 0) {
                        int size = Math.min(left, 1 + sizes.nextInt(sizes.nextInt(10) == 0 ? 300_000 : 300));
                        left -= size;
                        turn.lock();
                        try {
                            transport.write(ByteBuffer.wrap(pattern(sent[0], size)));
                            sent[0] += size;
                        } finally {
                            turn.unlock();
                        }
                    }
                }))
                .toList();
        byte[] received = peer.receive(4 * each);
        writers.forEach(HandlerContract::join);
        assertThat(Arrays.equals(received, pattern(0, 4 * each))).isTrue();
        listener.verify();
    }

    @Test
    void H11_aListenerMayWrite() {
        Recorder echo = new Recorder() {
            @Override
            void whenBytes(ByteBuffer bytes) {
                Transport transport = transport();
                during(() -> transport.write(bytes));
            }
        };
        dial(echo);
        Peer peer = server().accept();
        echo.transport();
        byte[] sent = randomBytes(3 * MEGABYTE);
        Thread sender = inThread(() -> peer.send(sent));
        assertThat(Arrays.equals(peer.receive(sent.length), sent)).isTrue();
        join(sender);
        echo.verify();
    }

    @Test
    void H11_anInterruptedThreadMayWrite() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        Transport transport = listener.transport();
        join(inThread(() -> {
            Thread.currentThread().interrupt();
            transport.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        }));
        assertThat(peer.receive(3)).containsExactly(1, 2, 3);
        assertThat(listener.isClosed()).isFalse();
        listener.verify();
    }

    @Test
    void H12_closingACongestedConnectionFreesIt() {
        Recorder listener = new Recorder();
        dial(listener);
        server().accept();
        Transport transport = listener.transport();
        writeUntilCongested(listener, transport);
        transport.close();
        assertThat(listener.awaitClosed()).isNull();
        assertThat(transport.write(ByteBuffer.allocate(MEGABYTE))).isTrue();
        listener.verify();
    }
}
