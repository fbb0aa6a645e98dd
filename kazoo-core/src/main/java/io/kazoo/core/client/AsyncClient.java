package io.kazoo.core.client;

import io.kazoo.Acl;
import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.KazooClient;
import io.kazoo.NodeAcls;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.RetryPolicy;
import io.kazoo.StateListener;
import io.kazoo.Watcher;
import io.kazoo.ZnodePaths;
import io.kazoo.ZnodeStat;
import io.kazoo.core.engine.Status;
import io.kazoo.core.protocol.Create;
import io.kazoo.core.protocol.Create2;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.Exists;
import io.kazoo.core.protocol.GetAcl;
import io.kazoo.core.protocol.GetChildren;
import io.kazoo.core.protocol.GetChildren2;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.SetAcl;
import io.kazoo.core.protocol.SetData;
import io.kazoo.core.protocol.Sync;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous face: turns calls into operations. A view differs from another only by its lanes. */
final class AsyncClient implements AsyncKazooClient {
    private final ClientCore core;
    private final KazooClient blocking;
    private final Lane completion;
    private final Lane watch;
    private final NodeTrees trees;
    private final String chroot;

    AsyncClient(ClientCore core, KazooClient blocking, Lane completion, Lane watch) {
        this.core = core;
        this.blocking = blocking;
        this.completion = completion;
        this.watch = watch;
        this.trees = new NodeTrees(core, completion);
        this.chroot = core.config.hosts().chroot();
    }

    @Override
    public KazooClient blocking() {
        return blocking;
    }

    @Override
    public AsyncKazooClient on(Lane lane) {
        return new AsyncClient(core, blocking, lane, lane);
    }

    @Override
    public AsyncKazooClient withTimeout(Duration timeout) {
        BlockingClient twin = new BlockingClient(core.withTimeout(timeout));
        return new AsyncClient(twin.core, twin, completion, watch);
    }

    @Override
    public AsyncResult<String> create(String path, byte @Nullable [] data, CreateOptions options) {
        String full = createPath(path, options);
        List<Acl> acls = acls(options.acls());
        Create create = new Create(full, data, acls, options.mode(), chroot);
        return options.parents() ? trees.withParents(create, full, acls) : core.submit(completion, create);
    }

    @Override
    public AsyncResult<CreatedNode> createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        String full = createPath(path, options);
        List<Acl> acls = acls(options.acls());
        Create2 create = new Create2(full, data, acls, options.mode(), chroot);
        return options.parents() ? trees.withParents(create, full, acls) : core.submit(completion, create);
    }

    @Override
    public AsyncResult<Boolean> ensurePath(String path, @Nullable List<Acl> acls) {
        return trees.ensure(full(path), acls(acls));
    }

    @Override
    public AsyncResult<Optional<ZnodeStat>> exists(String path, @Nullable Watcher watcher) {
        return core.submit(completion, new Exists(full(path), watcher != null), ClientCore.target(watcher, watch));
    }

    @Override
    public AsyncResult<NodeData> get(String path, @Nullable Watcher watcher) {
        return core.submit(completion, new GetData(full(path), watcher != null), ClientCore.target(watcher, watch));
    }

    @Override
    public AsyncResult<List<String>> getChildren(String path, @Nullable Watcher watcher) {
        return core.submit(completion, new GetChildren(full(path), watcher != null), ClientCore.target(watcher, watch));
    }

    @Override
    public AsyncResult<NodeChildren> getChildrenWithStat(String path, @Nullable Watcher watcher) {
        return core.submit(
                completion, new GetChildren2(full(path), watcher != null), ClientCore.target(watcher, watch));
    }

    @Override
    public AsyncResult<ZnodeStat> set(String path, byte @Nullable [] data, int version) {
        return core.submit(completion, new SetData(full(path), data, version));
    }

    @Override
    public AsyncResult<@Nullable Void> delete(String path, int version) {
        return core.submit(completion, new Delete(full(path), version));
    }

    @Override
    public AsyncResult<@Nullable Void> deleteRecursive(String path) {
        return new RecursiveDelete(core, completion, full(path)).start();
    }

    @Override
    public AsyncResult<NodeAcls> getAcls(String path) {
        return core.submit(completion, new GetAcl(full(path)));
    }

    @Override
    public AsyncResult<ZnodeStat> setAcls(String path, List<Acl> acls, int version) {
        return core.submit(completion, new SetAcl(full(path), List.copyOf(acls), version));
    }

    @Override
    public AsyncResult<String> sync(String path) {
        return core.submit(completion, new Sync(full(path), chroot));
    }

    @Override
    public AsyncResult<String> createProtected(String path, byte @Nullable [] data, CreateOptions options) {
        String name = ProtectedCreate.protect(named(path));
        CreateMode mode = options.mode();
        return new ProtectedCreate(
                        core,
                        completion,
                        createPath(name, options),
                        mode.isEphemeral(),
                        () -> create(name, data, options))
                .start();
    }

    @Override
    public AsyncResult<@Nullable Void> deleteGuaranteed(String path) {
        return GuaranteedDelete.of(core, completion, full(path), false);
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
        return FourLetterCommand.ask(core.handler(), completion, command, status.connection(), limit);
    }

    @Override
    public AsyncResult<String> serverVersion() {
        return ServerVersion.ask(this, completion);
    }

    private String full(String path) {
        return ZnodePaths.prefixRoot(chroot, named(path), false);
    }

    private String createPath(String path, CreateOptions options) {
        return ZnodePaths.prefixRoot(chroot, named(path), options.mode().isSequential());
    }

    /** A path that is empty by mistake would stand for the root, with everything below it. */
    private static String named(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the path is empty; the root is \"/\"");
        }
        return path;
    }

    /** No list, or as in kazoo an empty one, stands for the client's default. */
    private List<Acl> acls(@Nullable List<Acl> given) {
        return given == null || given.isEmpty() ? core.config.defaultAcls() : List.copyOf(given);
    }
}
