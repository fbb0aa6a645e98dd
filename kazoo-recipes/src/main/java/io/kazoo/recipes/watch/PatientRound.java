package io.kazoo.recipes.watch;

import io.kazoo.AsyncKazooClient;
import io.kazoo.NodeChildren;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Timeout;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Retry;
import org.jspecify.annotations.Nullable;

/** One wait for children to settle, and for the change after that. Confined to the lane of its context. */
final class PatientRound extends Deferred<SettledChildren> implements Watcher {
    private static final long NOT_READ = -1;

    private final PatientChildrenWatch owner;
    private final RecipeContext context;
    private final AsyncKazooClient view;
    private final Retry retry;
    private final Changed changed;

    /** Which children the time runs for. */
    private long quietSince = NOT_READ;

    private @Nullable Timeout timer;
    private int step;
    private boolean over;

    PatientRound(PatientChildrenWatch owner) {
        super(owner.context.newCallbackLane());
        this.owner = owner;
        context = owner.context;
        view = context.view();
        retry = new Retry(context.lane());
        changed = new Changed();
    }

    /** What succeeds at the change after the children have settled. */
    private final class Changed extends Deferred<@Nullable Void> {
        Changed() {
            super(context.newCallbackLane());
        }

        @Override
        protected void onCancelled() {
            context.lane().execute(PatientRound.this::leave);
        }
    }

    void start() {
        context.lane().execute(this::read);
    }

    /** On any thread. */
    void close() {
        cancel();
        changed.cancel();
    }

    @Override
    protected void onCancelled() {
        context.lane().execute(this::leave);
    }

    /** The next change of children that have settled; before that, the time begins anew with what is there now. */
    @Override
    public void onEvent(WatchedEvent event) {
        if (isDone()) {
            changed.succeed(null);
            leave();
        } else {
            quietSince = NOT_READ;
            read();
        }
    }

    private void read() {
        if (over) {
            return;
        }
        stopTimer();
        int begun = ++step;
        view.getChildrenWithStat(owner.path, this).onComplete((children, wrapped) -> {
            if (begun != step) {
                return;
            }
            if (children != null) {
                retry.reset();
                seen(children);
            } else if (wrapped != null) {
                failed(Failures.unwrap(wrapped));
            }
        });
    }

    private void seen(NodeChildren children) {
        if (children.stat().pzxid() != quietSince) {
            quietSince = children.stat().pzxid();
            timer = context.schedule(owner.boundary, this::read, this::read); // without the handler the read fails
        } else if (!succeed(new SettledChildren(children.children(), changed))) {
            leave();
        }
    }

    private void failed(Throwable failure) {
        if (Failures.isTransient(failure) || Failures.isOfRequestAlone(failure)) {
            int begun = step;
            retry.again(() -> {
                if (begun == step) {
                    read();
                }
            });
        } else {
            fail(failure);
            leave();
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void leave() {
        if (!over) {
            over = true;
            step++;
            stopTimer();
            owner.left(this);
            view.removeWatch(owner.path, WatchType.CHILDREN, this);
        }
    }
}
