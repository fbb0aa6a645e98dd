package io.kazoo.recipes.election;

import io.kazoo.KazooClient;
import io.kazoo.recipes.lock.LockOptions;
import io.kazoo.recipes.support.Blocking;
import java.util.List;

/**
 * Candidates for one leadership, first come first served: the function of the one that is elected runs, and when it has
 * ended the next one leads. kazoo's {@code Election}, with its layout: a {@link io.kazoo.recipes.lock.Lock} on the path,
 * with the identifier as data. The blocking face of {@link AsyncElection}.
 *
 * <pre>{@code
 * Election election = Election.create(client, "/app/leader", "worker-1");
 * election.run(leadership -> {
 *     while (leadership.isHeld()) {
 *         work(leadership.fencingToken());
 *     }
 * });
 * }</pre>
 *
 * <p><b>Loss.</b> While the connection is lost ({@link io.kazoo.KazooState#SUSPENDED}) the leader leads on: nobody else
 * can be elected while its session lives. When the session is over ({@link io.kazoo.KazooState#LOST}, also by the client's
 * own clock) or somebody deletes its node, the function's thread is interrupted; kazoo tells nobody. A run ends with its
 * leadership: call it again to be a candidate again.
 *
 * <p>This object holds nothing that would have to be closed; every run is a candidate of its own. Safe for any number of
 * threads.
 */
public final class Election {
    private final AsyncElection async;

    private Election(AsyncElection async) {
        this.async = async;
    }

    /** As {@link #create(KazooClient, String, LockOptions)} with an identifier and kazoo's defaults. */
    public static Election create(KazooClient client, String path, String identifier) {
        return create(client, path, LockOptions.defaults().withIdentifier(identifier));
    }

    /**
     * Makes an election; nothing is sent yet.
     *
     * @param path the node whose children are the candidates; created when needed
     * @param options how it contends; the identifier is what {@link #contenders()} tells of it
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static Election create(KazooClient client, String path, LockOptions options) {
        return new Election(new AsyncElection(client, path, options));
    }

    /** Returns the face of this election that never blocks. */
    public AsyncElection async() {
        return async;
    }

    /** Returns the path of the election's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /**
     * Waits to be elected, has the function run on a thread of the handler's that may block, gives leadership back and
     * returns. If leadership is lost, that thread is interrupted, and this call goes on until the function has ended.
     *
     * <p>If the calling thread is interrupted, this call ends at once. A wait ends with it; a function that runs is
     * interrupted, and leadership is given back when it has ended, so that there are never two leaders.
     *
     * @return true after it has led; false if {@link #cancel()} ended the wait
     * @throws RuntimeException what the function threw, after leadership was given back; a checked exception is the cause
     *     of a {@link java.util.concurrent.CompletionException}
     * @throws io.kazoo.exceptions.CancelledException if the function was interrupted because leadership was lost, and
     *     ended by that
     * @throws io.kazoo.exceptions.KazooInterruptedException if the calling thread is interrupted
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is not started, or stopped before it is elected
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public boolean run(LeaderFunction leader) {
        async.context.requireMayBlock("Election.run(...)", "Election.async().run(...)");
        return Blocking.call(async.runBlocking(leader));
    }

    /**
     * Ends every run of this object that still waits to be elected: it returns false and its node is removed. Who leads is
     * not disturbed, and new runs may follow. Never blocks.
     */
    public void cancel() {
        async.cancel();
    }

    /**
     * Returns the identifiers of the candidates, the leader's first.
     *
     * @throws io.kazoo.exceptions.ZookeeperException as any read; not retried
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public List<String> contenders() {
        async.context.requireMayBlock("Election.contenders()", "Election.async().contenders()");
        return Blocking.get(async.contenders());
    }
}
