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

    /**
     * Makes the identity of a client.
     *
     * @param requestedMillis the session timeout to ask for
     * @param known a session to go on with, or null
     */
    public Session(int requestedMillis, @Nullable ClientId known) {
        this.requestedMillis = requestedMillis;
        this.grantedMillis = requestedMillis;
        if (known != null) {
            id = known.sessionId();
            password = known.password();
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

    /** Returns the first frame to send to a server. */
    public ConnectRequest connectRequest() {
        return new ConnectRequest(lastZxid, requestedMillis, id, password);
    }

    /** Takes over what a server granted. */
    public void established(ConnectResponse response) {
        id = response.sessionId();
        password = response.password();
        grantedMillis = response.timeoutMillis();
    }

    /** Forgets a session that has ended. */
    public void reset() {
        id = 0;
        password = new byte[16];
        lastZxid = 0;
    }
}
