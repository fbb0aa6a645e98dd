package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.Transaction;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.HoldLostException;
import io.kazoo.recipes.support.Blocking;
import io.kazoo.recipes.support.RecipeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What all holds share: they end once, by release or by loss, whichever comes first, and with them what needs them. */
abstract class BaseHold implements Hold {
    final RecipeContext context;
    /** Why it has ended; null while it has not. */
    private final AtomicReference<@Nullable KazooException> ended = new AtomicReference<>();

    private final AtomicReference<List<HeldJob<?>>> jobs = new AtomicReference<>(List.of());
    private final Deferred<@Nullable Void> lost;

    BaseHold(RecipeContext context) {
        this.context = context;
        this.lost = context.newResult();
    }

    /** On any thread: ends the hold if it is lost and only the news is still on its way. */
    abstract void notice();

    /** Called once, on any thread, when it ends. */
    abstract void onEnd();

    /** Removes what stands for it, whatever happens. */
    abstract AsyncResult<@Nullable Void> giveBack();

    /** Returns the paths of the nodes that exist as long as it is held. */
    abstract List<String> guards();

    /** Tells whether it has ended, as far as somebody has noticed. */
    final boolean hasEnded() {
        return ended.get() != null;
    }

    /** Ends it as lost; answers whether this call did it. */
    final boolean lose() {
        boolean mine = !hasEnded()
                && end(new HoldLostException("the " + context + " held by node " + nodePath() + " is lost"));
        if (mine) {
            lost.succeed(null);
        }
        return mine;
    }

    /** Jobs are stopped before anybody hears of the end: none of them may end well after that. */
    private boolean end(KazooException why) {
        if (!ended.compareAndSet(null, why)) {
            return false;
        }
        onEnd();
        stopJobs();
        return true;
    }

    @Override
    public final AsyncResult<@Nullable Void> lost() {
        return lost;
    }

    @Override
    public final void release() {
        context.requireMayBlock("Hold.release()", "releaseAsync()");
        Blocking.get(releaseAsync());
    }

    @Override
    public final AsyncResult<Boolean> releaseAsync() {
        Deferred<Boolean> result = context.newResult();
        notice();
        Released released = new Released("the " + context + " was released");
        if (!end(released)) {
            result.succeed(false);
            return result;
        }
        lost.fail(released);
        Deferred.onSettled(giveBack(), (gone, failure) -> {
            if (failure == null) {
                result.succeed(true);
            } else {
                result.fail(failure);
            }
        });
        return result;
    }

    /** Each release fails the news of the loss with one that hardly anybody looks at: not worth a stack trace. */
    private static final class Released extends CancelledException {
        private static final long serialVersionUID = 1L;

        Released(String message) {
            super(message);
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    @Override
    public final <T extends @Nullable Object> T callWhileHeld(Callable<T> job) {
        context.requireMayBlock("Hold.callWhileHeld()", "callWhileHeldAsync()");
        return Blocking.get(callWhileHeldAsync(job));
    }

    @Override
    public final <T extends @Nullable Object> AsyncResult<T> callWhileHeldAsync(Callable<T> job) {
        HeldJob<T> begun = new HeldJob<>(context, job);
        jobs.updateAndGet(now -> with(now, begun));
        if (!isHeld()) {
            notice();
            stopJobs();
        }
        begun.start(() -> jobs.updateAndGet(now -> without(now, begun)));
        return begun;
    }

    private static List<HeldJob<?>> with(List<HeldJob<?>> some, HeldJob<?> another) {
        List<HeldJob<?>> more = new ArrayList<>(some);
        more.add(another);
        return List.copyOf(more);
    }

    private static List<HeldJob<?>> without(List<HeldJob<?>> some, HeldJob<?> one) {
        return some.stream().filter(each -> !each.equals(one)).toList();
    }

    private void stopJobs() {
        KazooException why = ended.get();
        if (why != null) {
            jobs.get().forEach(job -> job.stop(why));
        }
    }

    @Override
    public final Transaction transaction() {
        return new BlockingGuardedTransaction(context, new GuardedTransaction(context, guards()));
    }

    @Override
    public final AsyncTransaction transactionAsync() {
        return new GuardedTransaction(context, guards());
    }
}
