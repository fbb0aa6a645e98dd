package io.kazoo.core.session;

import io.kazoo.ClientId;
import io.kazoo.core.protocol.ConnectRequest;
import io.kazoo.core.protocol.ConnectResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who this client is to the servers, and what it has seen. Zeros until a server has made a session. */
public final class Session {
    private final int requestedMillis;
    private long id;
    private byte[] password = new byte[16];
    private int grantedMillis;
    private long lastZxid;
    private final boolean readOnlyWillDo;
    private boolean readOnly;

    /** Whether servers know the session: one that only reads makes up a session that no other has heard of. */
    private boolean known;

    /**
     * Makes the identity of a client.
     *
     * @param requestedMillis the session timeout to ask for
     * @param offered a session to go on with, or null
     * @param readOnlyWillDo whether to take a server that only reads
     */
    public Session(int requestedMillis, @Nullable ClientId offered, boolean readOnlyWillDo) {
        this.requestedMillis = requestedMillis;
        this.grantedMillis = requestedMillis;
        this.readOnlyWillDo = readOnlyWillDo;
        if (offered != null) {
            id = offered.sessionId();
            password = offered.password();
            known = true;
        }
    }

    /** Returns the session id, 0 for none. */
    public long id() {
        return id;
    }

    /** Returns the identity as users see it. */
    public ClientId clientId() {
        return new ClientId(id, password);
    }

    /** Returns the timeout granted, or asked for before there is a session, in milliseconds. */
    public int timeoutMillis() {
        return grantedMillis;
    }

    /** Returns {@link #timeoutMillis()} in nanoseconds. */
    public long timeoutNanos() {
        return TimeUnit.MILLISECONDS.toNanos(grantedMillis);
    }

    /** Returns the last transaction seen in a reply. */
    public long lastZxid() {
        return lastZxid;
    }

    /** Notes the transaction of a reply; those of events, pings and authentication do not count. */
    public void seen(long zxid) {
        if (zxid > lastZxid) {
            lastZxid = zxid;
        }
    }

    /** Tells whether the connect request offers a session, so that a server may refuse it. */
    public boolean isKnown() {
        return known;
    }

    /** Tells whether the server of the present connection only reads. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Returns the first frame to send to a server. */
    public ConnectRequest connectRequest() {
        return known
                ? new ConnectRequest(lastZxid, requestedMillis, id, password, readOnlyWillDo)
                : new ConnectRequest(lastZxid, requestedMillis, 0, new byte[16], readOnlyWillDo);
    }

    /** Takes over what a server granted. */
    public void established(ConnectResponse response) {
        id = response.sessionId();
        password = response.password();
        grantedMillis = response.timeoutMillis();
        readOnly = response.readOnly();
        known |= !readOnly;
    }

    /** Forgets a session that has ended. */
    public void reset() {
        id = 0;
        known = false;
        password = new byte[16];
        lastZxid = 0;
    }
}
