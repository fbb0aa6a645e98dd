package io.kazoo;

import java.util.Arrays;

/** What identifies a session to the servers: with it another client can take the session over. Treat it as a secret. */
public final class ClientId {
    private final long sessionId;
    private final byte[] password;

    /**
     * Makes an id.
     *
     * @param sessionId the session
     * @param password its password, 16 bytes; copied
     * @throws IllegalArgumentException if the password is not 16 bytes long
     */
    public ClientId(long sessionId, byte[] password) {
        if (password.length != 16) {
            throw new IllegalArgumentException("a session password has 16 bytes, not " + password.length);
        }
        this.sessionId = sessionId;
        this.password = password.clone();
    }

    /** Returns the session id. */
    public long sessionId() {
        return sessionId;
    }

    /** Returns a copy of the password. */
    public byte[] password() {
        return password.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientId that && sessionId == that.sessionId && Arrays.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sessionId);
    }

    /** Returns the session id in hexadecimal, as servers log it; the password is left out. */
    @Override
    public String toString() {
        return "0x" + Long.toHexString(sessionId);
    }
}
