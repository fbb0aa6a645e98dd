package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads who contends or holds: one round trip for the names of the nodes, one for the data of all of them. */
final class Identifiers {
    private final RecipeContext context;
    private final String path;
    private final UnaryOperator<List<String>> choice;
    private final Deferred<List<String>> result;
    private @Nullable String[] identifiers = {};
    private int unread;

    /**
     * Prepares to read them.
     *
     * @param path the node whose children they are
     * @param choice returns which of its children count, in their order
     */
    Identifiers(RecipeContext context, String path, UnaryOperator<List<String>> choice) {
        this.context = context;
        this.path = path;
        this.choice = choice;
        this.result = context.newResult();
    }

    AsyncResult<List<String>> read() {
        context.view().getChildren(path).onComplete((children, failure) -> {
            if (children != null) {
                readEach(choice.apply(children));
            } else if (failure instanceof NoNodeException) {
                result.succeed(List.of());
            } else if (failure != null) {
                result.fail(failure);
            }
        });
        return result;
    }

    private void readEach(List<String> names) {
        unread = names.size();
        identifiers = new @Nullable String[unread];
        for (int i = 0; i < identifiers.length; i++) {
            int place = i;
            context.view().get(RecipePaths.child(path, names.get(i))).onComplete((node, failure) -> {
                if (node != null && node.data() != null) {
                    identifiers[place] = new String(node.data(), StandardCharsets.UTF_8);
                }
                // One that has left meanwhile is left out, like one without data.
                if (failure != null && !(failure instanceof NoNodeException)) {
                    result.fail(failure);
                }
                unread--;
                finish();
            });
        }
        finish();
    }

    private void finish() {
        if (unread == 0) {
            result.succeed(Arrays.stream(identifiers).filter(Objects::nonNull).toList());
        }
    }
}
