package io.kazoo.core.engine;

import static io.kazoo.core.Wire.digits;
import static io.kazoo.core.Wire.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.SaslOptions;
import io.kazoo.core.Wire;
import io.kazoo.exceptions.AuthFailedException;
import io.kazoo.handler.Deferred;
import java.nio.charset.StandardCharsets;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SASL: between the session and everything else, on every connection. */
class AuthenticationTest {
    private static final int SASL = 0;
    private static final int AUTH = -4;
    private static final int SET_WATCHES = -8;

    private final World world;
    private final Deferred<@Nullable Void> started;

    AuthenticationTest() {
        Setup setup = new Setup();
        setup.sasl = SaslOptions.digestMd5("user", "password");
        world = setup.world();
        started = world.start();
        world.reach();
    }

    private void evaluated(boolean content, int... token) {
        byte[] bytes = token.length == 0 ? null : new byte[] {(byte) token[0]};
        long attempt = world.effects.dials.getLast();
        world.input(() -> world.engine.onAuthenticating(attempt, bytes, content));
    }

    private void cannotGoOn() {
        long attempt = world.effects.dials.getLast();
        world.input(() -> world.engine.onUnauthenticated(attempt, new SaslException("no ticket"), world.now));
    }

    private void answered(int error, int token) {
        Wire answer = reply(SASL, 0, error);
        world.receive(error == 0 ? answer.buffer((byte) token) : answer.i32(-1));
    }

    private void accept() {
        world.greet();
        evaluated(true, 1);
        answered(0, 9);
        world.sent();
    }

    @Test
    void tokensGoToAndFroUntilBothSidesAreContent() {
        world.takeLog();
        world.greet();
        assertThat(world.takeLog()).containsExactly("authenticate begin");
        evaluated(false, 7);
        assertThat(world.frames().stream().map(Wire::digits).toList())
                .containsExactly(digits("00000000 00000066 00000001 07"));
        answered(0, 8);
        assertThat(world.takeLog()).containsExactly("authenticate [8]");
        evaluated(true, 9);
        assertThat(started.isDone()).as("the last token is not answered").isFalse();
        world.receive(reply(SASL, 0, 0).i32(-1));
        assertThat(started.isSuccessful()).isTrue();
        assertThat(world.takeLog()).containsExactly("state CONNECTED", "start: done");
    }

    @Test
    void contentWithoutALastTokenIsTheEnd() {
        world.greet();
        evaluated(false, 1);
        answered(0, 8);
        evaluated(true);
        assertThat(started.isSuccessful()).isTrue();
    }

    @Test
    void nothingElseIsSentBeforeItIsThrough() {
        world.addAuth(new AuthData("digest", "u:p".getBytes(StandardCharsets.US_ASCII)));
        world.delete("/a");
        world.greet();
        world.addAuth(new AuthData("digest", "v:p".getBytes(StandardCharsets.US_ASCII)));
        evaluated(true, 1);
        assertThat(world.sent()).containsExactly(SASL);
        answered(0, 9);
        assertThat(world.sent()).containsExactly(AUTH, AUTH);
        world.receive(reply(AUTH, 0, 0));
        world.receive(reply(AUTH, 0, 0));
        assertThat(world.sent()).containsExactly(1);
    }

    @Test
    void everyConnectionBeginsWithIt() {
        accept();
        world.watch("/a", 1, event -> {});
        world.lost();
        world.reach();
        world.takeLog();
        accept();
        assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
        world.receive(reply(SET_WATCHES, 5, 0));
        assertThat(world.takeLog()).containsExactly("authenticate begin", "state CONNECTED");
    }

    @ParameterizedTest
    @ValueSource(ints = {-115, -124})
    void whatTheServerRefusesIsFinal(int error) {
        accept();
        world.lost();
        world.reach();
        world.greet();
        evaluated(true, 1);
        answered(error, 0);
        assertFailed("error " + error);
    }

    @Test
    void aServerWithoutSaslIsRefused() {
        world.greet();
        evaluated(false, 1);
        world.receive(reply(SASL, 0, 0).i32(-1));
        assertFailed("not set up for SASL");
        assertThat(started.failure()).isInstanceOf(AuthFailedException.class);
    }

    @Test
    void thisSideMayFailAtFirst() {
        world.greet();
        cannotGoOn();
        assertFailed("no ticket");
        assertThat(started.failure()).hasRootCauseInstanceOf(SaslException.class);
    }

    @Test
    void anEndWithoutContentIsAFailure() {
        world.greet();
        evaluated(false);
        assertFailed("no end");
    }

    private void assertFailed(String why) {
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.AUTH_FAILED);
        assertThat(world.isAwaiting()).isFalse();
        assertThat(world.effects.isConnected()).isFalse();
        assertThat(world.delete("/a").failure()).isInstanceOf(AuthFailedException.class);
        if (started.failure() != null) {
            assertThat(started.failure())
                    .isInstanceOf(AuthFailedException.class)
                    .hasMessageContaining(why);
        }
    }

    /** A ticket service that is away for a while must not end a client for good. */
    @Test
    void whatHasWorkedIsTriedAgain() {
        accept();
        world.advanceMillis(2_000);
        world.lost();
        world.reach();
        world.greet();
        cannotGoOn();
        assertThat(world.engine.failure()).hasMessageContaining("a SASL token of this side");
        world.reach();
        accept();
        assertThat(world.engine.status().kazoo()).isEqualTo(KazooState.CONNECTED);
        assertThat(world.engine.failure()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenThatNeverComesIsNotWaitedForLongerThanADeadConnection(boolean fromServer) {
        world.greet();
        if (fromServer) {
            evaluated(false, 1);
        }
        world.advanceMillis(5_999);
        assertThat(world.effects.isConnected()).isTrue();
        world.advanceMillis(1);
        assertThat(world.effects.isConnected()).isFalse();
        assertThat(world.engine.failure()).hasMessageContaining(fromServer ? "the server's answer" : "of this side");
        world.reach();
        accept();
        assertThat(started.isSuccessful()).isTrue();
    }

    @Test
    void aServerThatHangsUpInBetweenIsTriedAgain() {
        world.greet();
        evaluated(false, 1);
        world.lost();
        assertThat(world.engine.failure()).hasMessageContaining("the server's answer");
        world.reach();
        accept();
        assertThat(started.isSuccessful()).isTrue();
    }

    @Test
    void lateStepsOfAnEarlierConnectionAreIgnored() {
        world.greet();
        long first = world.effects.dials.getLast();
        world.lost();
        world.reach();
        world.greet();
        world.sent();
        world.input(() -> world.engine.onAuthenticating(first, new byte[1], true));
        world.input(() -> world.engine.onUnauthenticated(first, new SaslException("late"), world.now));
        assertThat(world.sent()).isEmpty();
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CONNECTING);
    }

    @Test
    void tokensNobodyAskedForEndTheConnection() {
        world.greet();
        answered(0, 1);
        assertThat(world.effects.isConnected()).isFalse();
        world.reach();
        accept();
        answered(0, 1);
        assertThat(world.effects.isConnected()).isFalse();
        assertThat(world.isAwaiting()).isTrue();
    }

    /** The session may own nodes: it is closed; but requests of a client that is not known yet are not sent. */
    @Test
    void aStopInBetweenClosesTheSession() {
        Deferred<@Nullable Void> request = world.delete("/a");
        world.greet();
        evaluated(false, 1);
        world.sent();
        Deferred<@Nullable Void> stopped = world.stop();
        assertThat(request.failure()).hasMessageContaining("not sent");
        assertThat(world.sent()).containsExactly(1);
        answered(0, 9);
        world.answer(1);
        assertThat(stopped.isSuccessful()).isTrue();
        assertThat(world.effects.isConnected()).isFalse();
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CLOSED);
    }
}
