package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Removal;
import io.kazoo.recipes.support.Retry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hold for which one node stands. */
final class NodeHold extends BaseHold implements Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(NodeHold.class);

    private final LockOptions options;
    private final LockNode node;
    private final Runnable onEnd;
    private final Retry retry;

    /**
     * Makes the hold of a node.
     *
     * @param onEnd called once when it ends, on any thread
     */
    NodeHold(RecipeContext context, LockOptions options, LockNode node, Runnable onEnd) {
        super(context);
        this.options = options;
        this.node = node;
        this.onEnd = onEnd;
        this.retry = new Retry(context.lane());
    }

    @Override
    public boolean isHeld() {
        if (isCutOff()) {
            notice(); // it never comes back, even if nobody looks again before the connection does
        }
        return !hasEnded() && !isSessionOver();
    }

    /** Asks the client itself: the news may still be on its way to the lane. */
    private boolean isSessionOver() {
        return options.ephemeral()
                && (context.client().state() == KazooState.LOST
                        || context.client()
                                .clientId()
                                .filter(id -> id.sessionId() != node.owner())
                                .isPresent());
    }

    private boolean isCutOff() {
        return options.lossPolicy() == LossPolicy.SUSPENDED && context.client().state() == KazooState.SUSPENDED;
    }

    @Override
    void notice() {
        if (isSessionOver()) {
            lose("its session is over");
        } else if (isCutOff()) {
            cutOff();
        }
    }

    @Override
    void onEnd() {
        onEnd.run();
    }

    @Override
    AsyncResult<@Nullable Void> giveBack() {
        return Removal.of(context, node.path(), options.ephemeral());
    }

    @Override
    List<String> guards() {
        return List.of(node.path());
    }

    @Override
    public long fencingToken() {
        return node.czxid();
    }

    @Override
    public String nodePath() {
        return node.path();
    }

    /** On the lane: a change of the client's state. */
    void stateChanged(KazooState state) {
        if (state == KazooState.LOST && options.ephemeral()) {
            lose("its session is over");
        } else if (state == KazooState.SUSPENDED && options.lossPolicy() == LossPolicy.SUSPENDED) {
            cutOff();
        } else if (state == KazooState.CONNECTED) {
            verify();
        }
    }

    /** Nobody waits for the end of the session: the node goes as soon as there is a connection. */
    private void cutOff() {
        if (lose("the connection is lost")) {
            giveBack();
        }
    }

    /** On the lane: the node was deleted or written to. When the session ends, {@link #stateChanged} hears of it. */
    @Override
    public void onEvent(WatchedEvent event) {
        if (event.type() != EventType.NONE) {
            verify();
        }
    }

    /**
     * Makes sure that the node is still there, and watches it. A failure tells nothing about the node. A lost connection
     * is followed by another, which verifies again, or by the end of the session; after any other, such as a time that is
     * up, nothing would follow.
     */
    void verify() {
        if (!hasEnded()) {
            if (!options.ephemeral()) {
                context.view().sync(node.path()); // the server of a new session may lag behind; the read is behind this
            }
            context.view().get(node.path(), this).onComplete(this::verified);
        }
    }

    private void verified(@Nullable NodeData data, @Nullable Throwable failure) {
        boolean replaced = data != null && data.stat().czxid() != node.czxid();
        if (replaced || failure instanceof NoNodeException) {
            lose("its node was deleted");
        } else if (failure == null) {
            retry.reset();
        } else if (Failures.isOfRequestAlone(failure)) {
            retry.again(this::verify);
        }
    }

    private boolean lose(String reason) {
        boolean mine = lose();
        if (mine) {
            LOG.warn("the {} held by node {} is lost: {}", context, node.path(), reason);
        }
        return mine;
    }
}
