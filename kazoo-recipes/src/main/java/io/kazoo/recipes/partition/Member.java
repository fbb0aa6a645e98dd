package io.kazoo.recipes.partition;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Timeout;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.AsyncLock;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.node.AsyncPersistentNode;
import io.kazoo.recipes.node.PersistentNode;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.Listeners;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.Steps;
import io.kazoo.recipes.support.Waiters;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One that takes part in dividing a set. Confined to the partitioner's lane, but for what is said to be read anywhere. */
final class Member implements StateListener, Watcher, Allocation.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(SetPartitioner.class);

    final Waiters<Map<String, Hold>> waiters;
    final Listeners<PartitionListener> listeners;

    private final RecipeContext context;
    private final PartitionerOptions options;
    private final Set<String> partitions;
    private final String locks;
    private final String party;
    private final String node;
    private final AsyncPersistentNode membership;
    private final Steps steps;

    private volatile PartitionState state = PartitionState.ALLOCATING;
    private volatile Map<String, Hold> held = Map.of();

    /** The nodes of the members, as they were seen last. */
    private List<String> seen = List.of();
    /** Ends the time in which the members must not change, later the one in which the locks should be there. */
    private Timeout timer = () -> false;
    /** Counts the beginnings: what belongs to an earlier one is stale. */
    private int round;

    private @Nullable Allocation allocation;
    private @Nullable AsyncResult<Boolean> finished;

    Member(RecipeContext context, String path, Set<String> partitions, PartitionerOptions options) {
        this.context = context;
        this.options = options;
        this.partitions = Set.copyOf(partitions);
        String root = RecipePaths.of(path);
        locks = RecipePaths.child(root, "locks");
        party = RecipePaths.child(root, "party");
        for (String each : this.partitions) {
            if (each.isEmpty()) {
                throw new IllegalArgumentException("a partition without a name");
            }
            RecipePaths.of(RecipePaths.child(locks, each));
        }
        node = RecipePaths.newId() + '-' + options.identifier();
        membership = PersistentNode.create(
                        context.client(),
                        RecipePaths.child(party, node),
                        options.identifier().getBytes(StandardCharsets.UTF_8),
                        CreateOptions.of(CreateMode.EPHEMERAL))
                .async();
        steps = new Steps(context.lane(), this::failed);
        waiters = new Waiters<>(context);
        listeners = new Listeners<>(context);
    }

    /** Read on any thread. */
    PartitionState state() {
        return state;
    }

    /** Read on any thread. */
    Map<String, Hold> held() {
        return held;
    }

    /** Why there is nothing yet, for a message. */
    String describe() {
        if (allocation != null) {
            return "others hold " + allocation.missing() + "; do all members divide the same set by the same function?";
        }
        return state + ", members are " + Members.identifiers(seen);
    }

    void start() {
        if (finished != null) {
            return;
        }
        context.view().addListener(this);
        membership.start().onComplete(context.lane(), (path, failure) -> {
            if (failure == null) {
                look();
            } else {
                failed(Failures.unwrap(failure));
            }
        });
    }

    /** Reads who the members are, and watches that. */
    private void look() {
        steps.then(context.view().getChildren(party, this), this::seen, this::makeParty, this::look);
    }

    private void makeParty() {
        steps.then(context.view().ensurePath(party), existed -> look(), this::look, this::look);
    }

    @Override
    public void onEvent(WatchedEvent event) {
        if (event.type() != EventType.NONE && finished == null) {
            look();
        }
    }

    private void seen(List<String> children) {
        List<String> now = CodePoints.sorted(children);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        if (state == PartitionState.ALLOCATING) {
            settle();
        } else if (state == PartitionState.ACQUIRED) {
            release("the members have changed");
        }
    }

    /** Begins anew: gives back what it may have, and waits for the members to change no more. */
    private AsyncResult<Boolean> settle() {
        round++;
        timer.cancel();
        held = Map.of();
        Allocation last = allocation;
        allocation = null;
        if (seen.contains(node)) {
            timer = context.schedule(options.timeBoundary(), this::divide, () -> {});
        }
        return last == null ? nothingToDo() : last.abandon();
    }

    private AsyncResult<Boolean> nothingToDo() {
        Deferred<Boolean> done = new Deferred<>(context.lane());
        done.succeed(true);
        return done;
    }

    private void divide() {
        if (state != PartitionState.ALLOCATING) {
            return;
        }
        int begun = round;
        List<String> members = Members.identifiers(seen);
        if (!Members.isAlone(options.identifier(), members)) {
            LOG.warn("partitioner {}: another member is called {} too", party, options.identifier());
            return; // until it goes, and the members change
        }
        context.client()
                .handler()
                .spawn(
                        context.lane(),
                        () -> Members.check(
                                options.function().partition(options.identifier(), members, partitions), partitions))
                .onComplete((part, failure) -> {
                    if (begun != round || state != PartitionState.ALLOCATING) {
                        return;
                    } else if (part != null) {
                        allocate(part);
                    } else {
                        failed(Objects.requireNonNull(failure));
                    }
                });
    }

    private void allocate(Set<String> part) {
        Allocation begun = new Allocation(context, this);
        allocation = begun;
        timer = context.schedule(options.maxReactionTime(), () -> late(begun), () -> {});
        begun.start(part, each -> lockOf(each));
    }

    private AsyncLock lockOf(String partition) {
        return Lock.create(context.client(), RecipePaths.child(locks, partition))
                .async();
    }

    private void late(Allocation begun) {
        Collection<String> missing = begun.missing();
        if (begun.equals(allocation) && !missing.isEmpty()) {
            LOG.warn("partitioner {}, member {}: {}", party, options.identifier(), describe());
            listeners.tell(listener -> listener.blocked(missing));
        }
    }

    @Override
    public void complete(Allocation done) {
        timer.cancel();
        held = Collections.unmodifiableMap(done.held());
        become(PartitionState.ACQUIRED);
        waiters.arrive(held);
    }

    @Override
    public void broken(Allocation of) {
        if (state == PartitionState.ACQUIRED) {
            release("a lock was taken away");
        } else if (state == PartitionState.ALLOCATING) {
            settle();
        }
    }

    @Override
    public void failed(Throwable failure) {
        if (finished == null) {
            LOG.warn("partitioner {}, member {} fails: {}", party, options.identifier(), failure.toString());
            end(failure);
        }
    }

    private void release(String why) {
        LOG.info("partitioner {}, member {} is to release its part: {}", party, options.identifier(), why);
        waiters.depart();
        become(PartitionState.RELEASE);
    }

    private void become(PartitionState next) {
        state = next;
        listeners.tell(listener -> listener.stateChanged(next));
    }

    @Override
    public void stateChanged(KazooState client) {
        if (finished != null) {
            return;
        } else if (client == KazooState.LOST) {
            failed(new SessionExpiredException("the session of the partitioner is over", party, null));
        } else if (client == KazooState.CONNECTED) {
            look();
        } else if (state == PartitionState.ACQUIRED && options.releasedWhenSuspended()) {
            release("the connection is lost");
        }
    }

    void releaseSet(Deferred<Boolean> result) {
        if (state == PartitionState.RELEASE) {
            become(PartitionState.ALLOCATING);
            context.settleLike(result, settle());
        } else {
            result.succeed(false);
        }
    }

    AsyncResult<Boolean> finish() {
        return finished != null ? finished : end(new CancelledException("the partitioner is finished"));
    }

    /** Leaves nothing behind: first the locks, then the place among the members go. */
    private AsyncResult<Boolean> end(Throwable why) {
        context.view().removeListener(this);
        steps.drop();
        context.view().removeWatch(party, WatchType.CHILDREN, this);
        seen = List.of();
        AsyncResult<Boolean> released = settle();
        AsyncResult<Boolean> left = membership.close();
        AsyncResult<Boolean> all = released.thenCompose(done -> left);
        finished = all;
        become(PartitionState.FAILURE);
        waiters.end(why);
        return all;
    }
}
