package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Transport;
import io.kazoo.tck.ScriptedServer.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Level 1: how connections end, rules H-9 to H-12. */
public abstract class CloseContract extends NetworkContract {
    private final Random random = new Random(12);

    /** For the handler's tests. */
    protected CloseContract() {}

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void H9_aResetClosesWithItsCause() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        listener.transport();
        peer.reset();
        assertThat(listener.awaitClosed()).isInstanceOf(IOException.class);
        listener.verify();
    }

    @Test
    void H9_aPeerThatClosesItsHalfEndsTheConnection() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        listener.transport();
        peer.send((byte) 1);
        peer.closeHalf();
        assertThat(listener.awaitClosed()).isNull();
        assertThat(listener.received()).containsExactly(1);
        assertThat(peer.receiveAll()).isEmpty();
        listener.verify();
    }

    @Test
    void H9_closingLocallySaysSoOnceHoweverOftenItIsCalled() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        Transport transport = listener.transport();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> inThread(() -> {
                    transport.close();
                    transport.close();
                }))
                .toList();
        threads.forEach(HandlerContract::join);
        assertThat(listener.awaitClosed()).isNull();
        assertThat(peer.receiveAll()).isEmpty();
        transport.close();
        listener.verify();
    }

    @Test
    void H9_whoeverClosesFirstItIsClosedOnce() {
        for (int round = 0; round < 60; round++) {
            Recorder listener = new Recorder();
            dial(listener);
            Peer peer = server().accept();
            Transport transport = listener.transport();
            int kind = round % 3;
            Thread breaking = inThread(() -> {
                if (kind == 0) {
                    peer.reset();
                } else if (kind == 1) {
                    peer.close();
                } else {
                    transport.write(ByteBuffer.allocate(100_000));
                }
            });
            transport.close();
            join(breaking);
            listener.awaitClosed();
            listener.verify();
        }
    }

    @Test
    void H10_closingInsideACallbackIsHeardAfterIt() {
        CountDownLatch once = new CountDownLatch(1);
        Recorder listener = new Recorder() {
            @Override
            void whenBytes(ByteBuffer bytes) {
                Transport transport = transport();
                during(transport::close);
                once.countDown();
            }
        };
        dial(listener);
        Peer peer = server().accept();
        listener.transport();
        peer.send((byte) 1, (byte) 2);
        await(once);
        assertThat(listener.awaitClosed()).isNull();
        listener.verify();

        Recorder atOnce = new Recorder() {
            @Override
            void whenConnected(Transport opened) {
                during(opened::close);
            }
        };
        dial(atOnce);
        assertThat(server().accept().receiveAll()).isEmpty();
        assertThat(atOnce.awaitClosed()).isNull();
        atOnce.verify();
    }

    @Test
    void H11_whatWasWrittenBeforeCloseIsSentFirst() {
        for (int round = 0; round < 50; round++) {
            Recorder listener = new Recorder();
            dial(listener);
            Peer peer = server().accept();
            Transport transport = listener.transport();
            byte[] sent = randomBytes(20_000);
            transport.write(ByteBuffer.wrap(sent));
            transport.close();
            assertThat(peer.receiveAll()).isEqualTo(sent);
            assertThat(listener.awaitClosed()).isNull();
            listener.verify();
        }
    }

    @Test
    void H11_whatThePeerSentBeforeItBrokeIsDelivered() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        Transport transport = listener.transport();
        byte[] sent = randomBytes(1_000);
        peer.send(sent);
        peer.close();
        for (int i = 0; i < 100; i++) {
            transport.write(ByteBuffer.allocate(1_000));
        }
        listener.awaitClosed();
        assertThat(listener.received()).isEqualTo(sent);
        listener.verify();
    }

    @Test
    void H12_aWriteAfterCloseIsDropped() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        Transport transport = listener.transport();
        transport.write(ByteBuffer.wrap(new byte[] {1}));
        transport.close();
        ByteBuffer dropped = ByteBuffer.allocate(100);
        assertThat(transport.write(dropped)).isTrue();
        assertThat(dropped.hasRemaining()).isFalse();
        assertThat(peer.receiveAll()).containsExactly(1);
        listener.awaitClosed();
        transport.write(ByteBuffer.allocate(100));
        listener.verify();
    }

    @Test
    void H12_aWriteAfterThePeerIsGoneIsDropped() {
        CountDownLatch written = new CountDownLatch(1);
        Recorder listener = new Recorder() {
            @Override
            void whenClosed(@Nullable Throwable why) {
                transport().write(ByteBuffer.allocate(100));
                written.countDown();
            }
        };
        dial(listener);
        Peer peer = server().accept();
        Transport transport = listener.transport();
        peer.reset();
        listener.awaitClosed();
        await(written);
        for (int i = 0; i < 100; i++) {
            transport.write(ByteBuffer.allocate(1024 * 1024));
        }
        listener.verify();
    }
}
