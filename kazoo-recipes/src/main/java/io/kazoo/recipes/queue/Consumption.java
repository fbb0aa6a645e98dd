package io.kazoo.recipes.queue;

import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Steps;
import org.jspecify.annotations.Nullable;

/** Removes an entry together with the node of its holder, all or nothing. Confined to the recipe's lane. */
final class Consumption {
    private static final int ENTRY_STEP = 1;

    private final RecipeContext context;
    private final TakenEntry entry;
    private final Deferred<Boolean> result;
    private final Steps steps;
    /** Why it is not known whether it was applied; null while it is not in doubt. */
    private @Nullable Throwable doubt;

    Consumption(RecipeContext context, TakenEntry entry, Deferred<Boolean> result) {
        this.context = context;
        this.entry = entry;
        this.result = result;
        this.steps = new Steps(context.lane(), this::refused);
    }

    void start() {
        context.lane().execute(this::send);
    }

    private void send() {
        steps.settled(
                context.view()
                        .transaction()
                        .delete(entry.nodePath())
                        .delete(entry.entryPath())
                        .commitOrThrow(),
                (done, failure) -> {
                    if (failure == null) {
                        settle(true);
                    } else if (failure instanceof TransactionFailedException rolledBack) {
                        rolledBack(rolledBack);
                    } else {
                        notSent(failure);
                    }
                });
    }

    private void rolledBack(TransactionFailedException failure) {
        if (doubt != null) {
            ask();
        } else if (failure.code() == ErrorCode.NO_NODE) {
            if (failure.index() == ENTRY_STEP) {
                entry.removeNode(); // of an entry that somebody else has deleted
            }
            settle(false);
        } else {
            refused(failure);
        }
    }

    private void notSent(Throwable failure) {
        if (Failures.maybeCreated(failure, false)) {
            doubt = failure;
        }
        if (doubt != null) {
            steps.failed(failure, this::ask);
        } else if (entry.isSessionOver()) {
            settle(false);
        } else {
            steps.failed(failure, this::send);
        }
    }

    /** The leader knows. As long as the session lives, nobody else removes the entry. */
    private void ask() {
        steps.then(
                context.view().sync(entry.entryPath()),
                synced -> steps.then(
                        context.view().exists(entry.entryPath()),
                        found -> answered(found.isPresent()),
                        this::ask,
                        this::ask),
                this::ask,
                this::ask);
    }

    private void answered(boolean there) {
        if (!there && entry.isSessionOver()) {
            fail(doubt);
        } else if (!there) {
            settle(true);
        } else if (entry.isSessionOver()) {
            settle(false);
        } else {
            doubt = null;
            send();
        }
    }

    /** It will not be consumed: whoever is next may try. */
    private void refused(Throwable failure) {
        entry.removeNode();
        fail(failure);
    }

    private void settle(boolean done) {
        entry.consumed(done);
        result.succeed(done);
    }

    private void fail(@Nullable Throwable failure) {
        entry.consumed(false);
        if (failure != null) {
            result.fail(failure);
        }
    }
}
