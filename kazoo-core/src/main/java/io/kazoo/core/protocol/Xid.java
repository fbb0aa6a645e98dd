package io.kazoo.core.protocol;

/** The request numbers that mean something. */
public final class Xid {
    /** A watch event. */
    public static final int NOTIFICATION = -1;

    /** A ping and its reply. */
    public static final int PING = -2;

    /** An authentication packet and its reply; the reply can overtake those of earlier requests. */
    public static final int AUTH = -4;

    /** A SASL token and its reply, one at a time. The number is free, and does not count for the server's throttle. */
    public static final int SASL = 0;

    /** Setting watches again after a reconnect. Numbers below 1 do not count for the server's throttle. */
    public static final int SET_WATCHES = -8;

    private Xid() {}
}
