package io.kazoo.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final long TIMEOUT = 9_000;

    /** Near the end of the range: clocks may start anywhere, and deadlines may lie behind the wrap. */
    private final long t0 = Long.valueOf(Long.MAX_VALUE) - 5_000;

    private final Heartbeat heartbeat = new Heartbeat();

    @BeforeEach
    void established() {
        heartbeat.established(TIMEOUT, t0 - 10, t0);
    }

    @Test
    void deadlinesOfANewConnection() {
        assertThat(heartbeat.pingAt()).isEqualTo(t0 - 10 + 3_000);
        assertThat(heartbeat.deadAt()).isEqualTo(t0 + 6_000);
        assertThat(heartbeat.sessionDeadAt())
                .as("the server may have seen the handshake as early as it was sent")
                .isEqualTo(t0 - 10 + 9_000);
    }

    @Test
    void sendingMovesThePing() {
        heartbeat.sent(0, t0 + 100);
        assertThat(heartbeat.pingAt()).isEqualTo(t0 + 3_100);
        assertThat(heartbeat.deadAt()).isEqualTo(t0 + 6_000);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 8_990);
    }

    @Test
    void hearingMovesTheEndOfTheConnectionOnly() {
        heartbeat.heard(t0 + 500);
        assertThat(heartbeat.deadAt()).isEqualTo(t0 + 6_500);
        assertThat(heartbeat.pingAt()).isEqualTo(t0 + 2_990);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 8_990);
    }

    /** Events alone do not keep a session that nothing is answered of. */
    @Test
    void theConnectionEndsWithTheSession() {
        heartbeat.heard(t0 + 8_000);
        assertThat(heartbeat.deadAt()).isEqualTo(heartbeat.sessionDeadAt()).isEqualTo(t0 + 8_990);
    }

    @Test
    void anAnswerProvesWhenItsMessageWasSentNotWhenItCame() {
        heartbeat.sent(0, t0 + 100);
        heartbeat.heard(t0 + 2_000);
        heartbeat.answered(0);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 9_100);
    }

    @Test
    void anAnswerToAnEarlierMessageProvesNothingAboutALaterOne() {
        heartbeat.sent(3, t0 + 100);
        heartbeat.answered(2);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 8_990);
        heartbeat.answered(3);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 9_100);
    }

    /** One message at a time is watched; what is sent meanwhile is not. */
    @Test
    void theOldestUnansweredMessageCounts() {
        heartbeat.sent(0, t0 + 100);
        heartbeat.sent(1, t0 + 200);
        heartbeat.answered(1);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 9_100);
        heartbeat.answered(1);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 9_100);
        heartbeat.sent(2, t0 + 300);
        heartbeat.answered(2);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 9_300);
    }

    @Test
    void aNewConnectionForgetsWhatTheOldOneWatched() {
        heartbeat.sent(7, t0 + 100);
        heartbeat.established(6_000, t0 + 1_000, t0 + 1_020);
        heartbeat.answered(7);
        assertThat(heartbeat.sessionDeadAt()).isEqualTo(t0 + 7_000);
        assertThat(heartbeat.pingAt()).isEqualTo(t0 + 3_000);
        assertThat(heartbeat.deadAt()).isEqualTo(t0 + 5_020);
    }
}
