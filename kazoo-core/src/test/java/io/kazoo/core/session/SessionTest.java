package io.kazoo.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ClientId;
import io.kazoo.core.protocol.ConnectRequest;
import io.kazoo.core.protocol.ConnectResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final byte[] ZEROS = new byte[16];

    private static byte[] password(int fill) {
        byte[] password = new byte[16];
        Arrays.fill(password, (byte) fill);
        return password;
    }

    private static void offers(Session session, long id, byte[] password, long zxid) {
        ConnectRequest request = session.connectRequest();
        assertThat(request.sessionId()).isEqualTo(id);
        assertThat(request.password()).isEqualTo(password);
        assertThat(request.lastZxid()).isEqualTo(zxid);
        assertThat(request.timeoutMillis()).as("always what was asked for").isEqualTo(10_000);
    }

    @Test
    void asksForANewSession() {
        Session session = new Session(10_000, null, false);
        offers(session, 0, ZEROS, 0);
        assertThat(session.timeoutMillis()).isEqualTo(10_000);
    }

    @Test
    void goesOnWithAKnownOne() {
        Session session = new Session(10_000, new ClientId(7, password(3)), false);
        offers(session, 7, password(3), 0);
        assertThat(session.clientId()).isEqualTo(new ClientId(7, password(3)));
    }

    @Test
    void takesOverWhatIsGranted() {
        Session session = new Session(10_000, null, false);
        session.established(new ConnectResponse(4_000, 9, password(5), false));
        assertThat(session.id()).isEqualTo(9);
        assertThat(session.timeoutMillis()).isEqualTo(4_000);
        assertThat(session.timeoutNanos()).isEqualTo(4_000_000_000L);
        offers(session, 9, password(5), 0);
    }

    @Test
    void theLastTransactionOnlyRises() {
        Session session = new Session(10_000, null, false);
        session.seen(5);
        session.seen(3);
        session.seen(-1);
        session.seen(0);
        assertThat(session.lastZxid()).isEqualTo(5);
        offers(session, 0, ZEROS, 5);
    }

    /** A server that has not seen the transaction would refuse the new session. */
    @Test
    void forgetsTheTransactionWithTheSession() {
        Session session = new Session(10_000, null, false);
        session.established(new ConnectResponse(4_000, 9, password(5), false));
        session.seen(5);
        session.reset();
        offers(session, 0, ZEROS, 0);
        assertThat(session.id()).isZero();
    }

    /** A server that only reads makes up a session; no other has heard of it. */
    @Test
    void doesNotOfferWhatAServerThatOnlyReadsMadeUp() {
        Session session = new Session(10_000, null, true);
        assertThat(session.connectRequest().readOnly()).isTrue();
        session.established(new ConnectResponse(4_000, 9, password(5), true));
        assertThat(session.isReadOnly()).isTrue();
        assertThat(session.isKnown()).isFalse();
        assertThat(session.clientId()).isEqualTo(new ClientId(9, password(5)));
        offers(session, 0, ZEROS, 0);
        session.established(new ConnectResponse(4_000, 10, password(6), false));
        offers(session, 10, password(6), 0);
        session.established(new ConnectResponse(4_000, 10, password(6), true));
        assertThat(session.isKnown())
                .as("a server may go on with it and only read")
                .isTrue();
        offers(session, 10, password(6), 0);
    }
}
