package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Transport;
import io.kazoo.tck.ScriptedServer.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Level 1: how connections begin and end, rules H-9, H-10 and H-13. */
public abstract class DialContract extends NetworkContract {
    /** For the handler's tests. */
    protected DialContract() {}

    @Test
    void H9_aDialThatSucceedsSaysSoOnce() {
        Recorder listener = new Recorder();
        dial(listener);
        Peer peer = server().accept();
        listener.transport();
        peer.close();
        assertThat(listener.awaitClosed()).isNull();
        listener.verify();
    }

    @Test
    void H9_aRefusedDialFails() {
        Recorder listener = new Recorder();
        dial(ScriptedServer.refusingAddress(), PATIENCE, listener);
        assertThat(listener.failure()).isInstanceOf(IOException.class);
        listener.verify();
    }

    @Test
    @Tag("KT290")
    void H9_aDialThatHangsFailsWhenItsTimeIsUp() {
        try (ScriptedServer full = ScriptedServer.openFull()) {
            Recorder listener = new Recorder();
            dial(full.address(), Duration.ofMillis(200), listener);
            assertThat(listener.failure()).isInstanceOf(IOException.class);
            listener.verify();
        }
    }

    @Test
    void H9_ofManyDialsEachHasItsOwnOutcome() {
        List<Recorder> good =
                IntStream.range(0, 50).mapToObj(i -> new Recorder()).toList();
        List<Recorder> bad =
                IntStream.range(0, 50).mapToObj(i -> new Recorder()).toList();
        for (int i = 0; i < 50; i++) {
            dial(good.get(i));
            dial(ScriptedServer.refusingAddress(), PATIENCE, bad.get(i));
        }
        IntStream.range(0, 50).forEach(i -> server().accept().close());
        good.forEach(listener -> assertThat(listener.awaitClosed()).isNull());
        bad.forEach(Recorder::failure);
        good.forEach(Recorder::verify);
        bad.forEach(Recorder::verify);
    }

    @Test
    void H9_aDialOnAHandlerThatDoesNotRunFails() {
        handler().close();
        Recorder listener = new Recorder();
        dial(listener);
        assertThat(listener.failure()).isNotNull();
        listener.verify();
    }

    @Test
    void H9_closingTheHandlerFailsADialInProgress() {
        try (ScriptedServer full = ScriptedServer.openFull()) {
            Recorder listener = new Recorder();
            dial(full.address(), Duration.ofHours(1), listener);
            handler().close();
            assertThat(listener.failure()).isNotNull();
            listener.verify();
        }
    }

    @Test
    void H9_aListenerThatThrowsLosesItsConnectionAndDisturbsNoOther() {
        Recorder quiet = new Recorder();
        dial(quiet);
        Peer peerOfQuiet = server().accept();
        Recorder onConnect = new Recorder() {
            @Override
            void whenConnected(Transport opened) {
                throw new IllegalStateException("thrown by the test");
            }
        };
        dial(onConnect);
        server().accept();
        assertThat(onConnect.awaitClosed()).isInstanceOf(IllegalStateException.class);
        Recorder onBytes = new Recorder() {
            @Override
            void whenBytes(ByteBuffer bytes) {
                throw new AssertionError("thrown by the test");
            }
        };
        dial(onBytes);
        server().accept().send((byte) 1);
        assertThat(onBytes.awaitClosed()).isInstanceOf(AssertionError.class);
        Recorder onClosed = new Recorder() {
            @Override
            void whenClosed(@Nullable Throwable why) {
                throw new IllegalStateException("thrown by the test");
            }
        };
        dial(onClosed);
        server().accept().close();

        quiet.transport().write(ByteBuffer.wrap(new byte[] {7}));
        assertThat(peerOfQuiet.receive(1)).containsExactly(7);
        assertThat(quiet.isClosed()).isFalse();
        onConnect.verify();
        onBytes.verify();
        quiet.verify();
    }

    @Test
    void H10_dialingInsideACallbackIsAnsweredAfterIt() {
        Recorder second = new Recorder();
        Recorder first = new Recorder() {
            @Override
            void whenClosed(@Nullable Throwable why) {
                dial(second);
            }
        };
        dial(first);
        server().accept().close();
        server().accept();
        second.transport();
        first.verify();
        second.verify();
    }

    @Test
    void H7_listenersAreCalledWhereNobodyMayBlock() {
        List<Boolean> mayBlock = new ArrayList<>();
        Recorder listener = new Recorder() {
            @Override
            void whenConnected(Transport opened) {
                mayBlock.add(handler().mayBlock());
            }

            @Override
            void whenBytes(ByteBuffer bytes) {
                mayBlock.add(handler().mayBlock());
            }

            @Override
            void whenClosed(@Nullable Throwable why) {
                mayBlock.add(handler().mayBlock());
            }
        };
        dial(listener);
        Peer peer = server().accept();
        peer.send((byte) 1);
        peer.close();
        listener.awaitClosed();
        assertThat(mayBlock).containsExactly(false, false, false);
    }

    @Test
    void H13_closingTheHandlerClosesItsConnections() {
        List<Recorder> listeners =
                IntStream.range(0, 10).mapToObj(i -> new Recorder()).toList();
        listeners.forEach(this::dial);
        List<Peer> peers = listeners.stream().map(listener -> server().accept()).toList();
        listeners.forEach(Recorder::transport);
        handler().close();
        listeners.forEach(listener -> assertThat(listener.awaitClosed()).isNull());
        peers.forEach(peer -> assertThat(peer.receiveAll()).isEmpty());
        listeners.forEach(Recorder::verify);
    }

    @Test
    void H13_closingTheHandlerInsideACallbackWorks() {
        CountDownLatch closed = new CountDownLatch(1);
        Recorder listener = new Recorder() {
            @Override
            void whenBytes(ByteBuffer bytes) {
                handler().close();
                closed.countDown();
            }
        };
        dial(listener);
        server().accept().send((byte) 1);
        await(closed);
        assertThat(listener.awaitClosed()).isNull();
        assertThat(handler().isRunning()).isFalse();
        handler().start();
        Recorder next = new Recorder();
        dial(next);
        server().accept();
        next.transport();
        listener.verify();
        next.verify();
    }
}
