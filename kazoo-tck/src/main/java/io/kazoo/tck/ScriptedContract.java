package io.kazoo.tck;

import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** Tests with a server that misbehaves to the letter. */
abstract class ScriptedContract extends ClientContract {
    ScriptedZooKeeper scripted;

    @BeforeEach
    void startScriptedServer() {
        scripted = closeLater(new ScriptedZooKeeper());
    }

    /** Starts a client of the scripted server that tries again at once. */
    final KazooClient startScripted() {
        RetryPolicy quick =
                RetryPolicy.forever().withDelay(Duration.ofMillis(1)).withMaxDelay(Duration.ofMillis(5));
        return startClient(builder -> builder.hosts(scripted.hosts())
                .sessionTimeout(Duration.ofSeconds(2))
                .connectionRetry(quick)
                .commandRetry(quick));
    }

    /** Returns a frame that claims a length. */
    static byte[] frame(int length, int... bytes) {
        ByteBuffer frame = ByteBuffer.allocate(4 + bytes.length).putInt(length);
        for (int b : bytes) {
            frame.put((byte) b);
        }
        return frame.array();
    }
}
