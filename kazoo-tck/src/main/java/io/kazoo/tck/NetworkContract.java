package io.kazoo.tck;

import io.kazoo.handler.DialRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** What the contracts of level 1 share: a server on the loopback interface. */
public abstract class NetworkContract extends HandlerContract {
    private final ScriptedServer server = ScriptedServer.open();

    /** For the contracts. */
    NetworkContract() {}

    @AfterEach
    void closeServer() {
        server.close();
    }

    final ScriptedServer server() {
        return server;
    }

    final void dial(InetSocketAddress address, Duration timeout, Recorder listener) {
        DialRequest request = new DialRequest(address, "server", timeout);
        listener.during(() -> handler().dial(request, listener));
    }

    final void dial(Recorder listener) {
        dial(server.address(), PATIENCE, listener);
    }
}
