package io.kazoo;

/** What kind of node to create. */
public enum CreateMode {
    /** Stays until it is deleted. */
    PERSISTENT(false, false),
    /** Goes with the session. */
    EPHEMERAL(true, false),
    /** Stays; the server appends the parent's ten-digit counter to the name. */
    PERSISTENT_SEQUENTIAL(false, true),
    /** Goes with the session; the server appends the parent's ten-digit counter to the name. */
    EPHEMERAL_SEQUENTIAL(true, true),
    /**
     * Stays until its last child is gone; then the server deletes it, some time later (ZooKeeper 3.5 and later). One that
     * never had a child stays.
     */
    CONTAINER(false, false);

    private final boolean ephemeral;
    private final boolean sequential;

    CreateMode(boolean ephemeral, boolean sequential) {
        this.ephemeral = ephemeral;
        this.sequential = sequential;
    }

    /** Tells whether the node goes with the session. */
    public boolean isEphemeral() {
        return ephemeral;
    }

    /** Tells whether the server appends a number. */
    public boolean isSequential() {
        return sequential;
    }
}
