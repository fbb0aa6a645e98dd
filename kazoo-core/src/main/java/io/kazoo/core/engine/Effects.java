package io.kazoo.core.engine;

import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.WatchedEvent;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.handler.DialRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the engine wants done. None of these calls back into the engine before it returns; outcomes come as inputs, with
 * the attempt number they belong to, so that late ones can be told apart.
 */
public interface Effects {
    /** Find the addresses of a host; answered by {@code onResolved} or {@code onUnresolved}. */
    void resolve(long attempt, HostPort host);

    /** Connect, beside other dials; answered by {@code onDialed} or {@code onDialFailed}, then {@code onBytes}, then {@code onLost}. */
    void dial(long attempt, DialRequest request);

    /** Ask a host, aside, whether it writes; answered by {@code onWriterFound} if it does. */
    void findWriter(long attempt, HostPort host);

    /** Send bytes on the current connection; false if it is congested and {@code onWritable} will follow. */
    boolean write(ByteBuffer bytes);

    /** Let answers gather for a while before the next read, if the handler sees fit. */
    void gather(Duration time);

    /**
     * Find the next token for the server in a SASL exchange on the current connection; answered by {@code
     * onAuthenticating} or {@code onUnauthenticated}.
     *
     * @param challenge what the server has sent, or null to begin
     */
    void authenticate(long attempt, byte @Nullable [] challenge);

    /** Give a dial up; nothing of it is heard of again. */
    void giveUp(long attempt);

    /** Close the current connection and give all dials up; nothing of them is heard of again. */
    void hangUp();

    /** Tell the state listeners. */
    void stateChanged(KazooState state);

    /** Tell a watcher, on its lane. */
    void deliver(WatchTarget target, WatchedEvent event);
}
