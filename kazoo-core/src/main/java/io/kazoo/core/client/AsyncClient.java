package io.kazoo.core.client;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import io.kazoo.StateListener;
import io.kazoo.core.engine.Status;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous face: turns calls into operations. A view differs from another by its lanes and its root. */
final class AsyncClient extends AsyncOperations implements AsyncKazooClient {
    /** Where servers keep the configuration of the ensemble: no chroot applies to it. */
    private final KazooClient blocking;

    AsyncClient(Root root, KazooClient blocking, Lane completion, Lane watch) {
        super(root, completion, watch);
        this.blocking = blocking;
    }

    @Override
    public KazooClient blocking() {
        return blocking;
    }

    @Override
    public AsyncKazooClient on(Lane lane) {
        return new AsyncClient(root, blocking, lane, lane);
    }

    @Override
    public AsyncKazooClient chroot(String path) {
        Root below = root.below(path);
        return new AsyncClient(below, new BlockingClient(below), completion, watch);
    }

    @Override
    public AsyncTransaction transaction() {
        return new CoreTransaction(root, completion);
    }

    @Override
    public AsyncKazooClient withTimeout(Duration timeout) {
        Root timed = root.withTimeout(timeout);
        return new AsyncClient(timed, new BlockingClient(timed), completion, watch);
    }

    @Override
    public AsyncResult<String> createProtected(String path, byte @Nullable [] data, CreateOptions options) {
        String name = ProtectedCreate.protect(Root.named(path));
        boolean ephemeral = options.mode().isEphemeral();
        String full = root.createPath(name, options);
        return new ProtectedCreate(root, completion, full, ephemeral, () -> create(name, data, options)).start();
    }

    @Override
    public AsyncResult<@Nullable Void> deleteGuaranteed(String path) {
        return GuaranteedDelete.of(root, completion, root.full(path), false);
    }

    @Override
    public AsyncResult<@Nullable Void> start() {
        return core.start(completion);
    }

    @Override
    public AsyncResult<@Nullable Void> stop() {
        return core.stop(completion);
    }

    @Override
    public AsyncResult<Optional<ClientId>> detach() {
        return core.detach(completion);
    }

    @Override
    public AsyncResult<@Nullable Void> restart() {
        core.stop(completion);
        return core.start(completion);
    }

    @Override
    public void addListener(StateListener listener) {
        core.driver.addListener(Objects.requireNonNull(listener, "listener"), watch);
    }

    @Override
    public void removeListener(StateListener listener) {
        core.driver.removeListener(listener);
    }

    @Override
    public AsyncResult<@Nullable Void> addAuth(AuthData auth) {
        return core.addAuth(completion, Objects.requireNonNull(auth, "auth"));
    }

    @Override
    public <T extends @Nullable Object> AsyncResult<T> retry(Supplier<? extends AsyncResult<T>> operation) {
        return retry(core.config.commandRetry(), operation);
    }

    @Override
    public <T extends @Nullable Object> AsyncResult<T> retry(
            RetryPolicy policy, Supplier<? extends AsyncResult<T>> operation) {
        // Tries need a lane that a waiting callback does not hold up; in a view, the view's lane is what was asked for.
        Lane tries = completion.equals(watch) ? completion : core.handler().newLane("retry");
        return new Retrying<T>(completion, tries, policy, operation).start();
    }

    @Override
    public AsyncResult<String> command(String command) {
        Status status = core.status();
        Duration limit = Duration.ofMillis(status.timeoutMillis());
        return FourLetterCommand.ask(core.driver.dialer, completion, command, status.connection(), limit);
    }

    @Override
    public AsyncResult<String> serverVersion() {
        return ServerVersion.ask(this, completion);
    }
}
