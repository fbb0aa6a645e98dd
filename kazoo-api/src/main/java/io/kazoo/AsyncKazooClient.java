package io.kazoo;

import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client without blocking: the implementation of which {@link KazooClient} is the blocking face. Results call back
 * on the client's completion lane, watches and state listeners on its watch lane; {@link #on(Lane)} gives a view of the
 * same client that uses one lane for all of them.
 */
public interface AsyncKazooClient extends AsyncNodeOperations, AsyncWatchOperations, AsyncEnsembleOperations {
    /** Returns the blocking face of this client. */
    KazooClient blocking();

    /**
     * Returns a view of this client whose results, watches and listeners all arrive on one lane, in the order in which
     * the server sent them: a watch event comes before the reply that reveals the new state.
     */
    AsyncKazooClient on(Lane lane);

    /** See {@link KazooClient#withTimeout}; lanes stay the same. */
    AsyncKazooClient withTimeout(Duration timeout);

    /** See {@link KazooClient#createProtected}. */
    AsyncResult<String> createProtected(String path, byte @Nullable [] data, CreateOptions options);

    /** See {@link KazooClient#deleteGuaranteed}. */
    AsyncResult<@Nullable Void> deleteGuaranteed(String path);

    /** See {@link KazooClient#chroot}. */
    AsyncKazooClient chroot(String path);

    /** See {@link KazooClient#transaction()}. */
    AsyncTransaction transaction();

    /** See {@link KazooClient#transaction(Consumer)}. */
    default AsyncResult<List<TransactionResult>> transaction(Consumer<? super AsyncTransaction> steps) {
        AsyncTransaction transaction = transaction();
        steps.accept(transaction);
        return transaction.commit();
    }

    /** See {@link KazooClient#start()}: the result succeeds when the client is connected, and waits without bound. */
    AsyncResult<@Nullable Void> start();

    /** See {@link KazooClient#stop()}. */
    AsyncResult<@Nullable Void> stop();

    /** See {@link KazooClient#detach()}. */
    AsyncResult<Optional<ClientId>> detach();

    /** See {@link KazooClient#restart()}. */
    AsyncResult<@Nullable Void> restart();

    /** See {@link KazooClient#addListener}. */
    void addListener(StateListener listener);

    /** See {@link KazooClient#removeListener}. */
    void removeListener(StateListener listener);

    /** See {@link KazooClient#addAuth}. */
    AsyncResult<@Nullable Void> addAuth(AuthData auth);

    /**
     * Calls until it succeeds, as the client's command retry policy says; the pauses are timers.
     *
     * @param operation called for each try: first within this call, then on the lane of the view if {@link #on} has made
     *     this one, else on a lane of its own, so that a callback that blocks holds up no try
     */
    <T extends @Nullable Object> AsyncResult<T> retry(Supplier<? extends AsyncResult<T>> operation);

    /** As {@link #retry(Supplier)}, with a policy. */
    <T extends @Nullable Object> AsyncResult<T> retry(RetryPolicy policy, Supplier<? extends AsyncResult<T>> operation);

    /** See {@link KazooClient#command}. */
    AsyncResult<String> command(String command);

    /** See {@link KazooClient#serverVersion()}. */
    AsyncResult<String> serverVersion();
}
