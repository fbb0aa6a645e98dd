package io.kazoo.recipes.queue;

import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.Steps;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One take from a plain queue: reads the first entry and removes it; if another consumer was faster, the next one. */
final class Take extends Deferred<Optional<byte[]>> {
    private final RecipeContext context;
    private final String path;
    private final Steps steps;

    /** Why it is not known whether the removal of the current entry was applied; null while none is in doubt. */
    private @Nullable Throwable doubt;

    Take(RecipeContext context, String path) {
        super(context.newCallbackLane());
        this.context = context;
        this.path = path;
        this.steps = new Steps(context.lane(), this::fail);
    }

    Take start() {
        context.lane().execute(this::look);
        return this;
    }

    private void look() {
        if (!isDone()) {
            steps.then(
                    context.view().getChildren(path),
                    children -> next(Entries.inOrder(children, List.of())),
                    () -> succeed(Optional.empty()),
                    this::look);
        }
    }

    private void next(List<String> entries) {
        if (entries.isEmpty()) {
            succeed(Optional.empty());
        } else {
            read(RecipePaths.child(path, entries.get(0)), () -> others(entries));
        }
    }

    /** All that were there have been taken by others: looks for more. */
    private void others(List<String> entries) {
        if (entries.size() == 1) {
            look();
        } else {
            next(entries.subList(1, entries.size()));
        }
    }

    private void read(String entry, Runnable others) {
        steps.then(
                context.view().get(entry),
                node -> {
                    byte[] data = node.data();
                    remove(entry, data == null ? new byte[0] : data, others);
                },
                others,
                this::look);
    }

    private void remove(String entry, byte[] value, Runnable others) {
        if (isDone()) {
            return; // cancelled: whoever comes next takes it
        }
        steps.settled(context.view().delete(entry), (deleted, failure) -> {
            if (failure == null) {
                doubt = null;
                taken(entry, value);
            } else if (!(failure instanceof NoNodeException)) {
                notRemoved(failure, entry, value, others);
            } else if (doubt == null) {
                others.run();
            } else {
                fail(new InDoubtException(
                        "entry " + entry + " was removed by this call or by another consumer", value, doubt));
            }
        });
    }

    private void notRemoved(Throwable failure, String entry, byte[] value, Runnable others) {
        if (Failures.maybeCreated(failure, false)) {
            doubt = failure;
            if (!Failures.isTransient(failure)) {
                fail(new InDoubtException("entry " + entry + " may have been removed", value, failure));
                return;
            }
        }
        steps.failed(failure, () -> remove(entry, value, others));
    }

    private void taken(String entry, byte[] value) {
        if (!succeed(Optional.of(value))) {
            AsyncQueue.LOG.warn("entry {} was removed by a call that was cancelled meanwhile", entry);
        }
    }
}
