package io.kazoo.testing;

import java.util.Optional;

/** A server ended instead of starting. */
final class ServerStartException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    /**
     * Tells what there is to tell.
     *
     * @param server which one
     * @param process what is left of it, if anything
     * @param log the end of what it wrote
     */
    ServerStartException(String server, Optional<ServerProcess> process, String log) {
        super(server
                + process.map(ended -> ", exit status " + ended.exitStatus()).orElse("") + "; its log:\n" + log);
        portTaken = log.contains("java.net.BindException");
    }

    /** Whether another program took one of its ports first, so that other ports may help. */
    boolean portTaken() {
        return portTaken;
    }
}
