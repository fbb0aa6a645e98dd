package io.kazoo.testing;

/** A server ended instead of starting. */
final class ServerStartException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    ServerStartException(String message, boolean portTaken) {
        super(message);
        this.portTaken = portTaken;
    }

    /** Whether another program took one of its ports first, so that other ports may help. */
    boolean portTaken() {
        return portTaken;
    }
}
