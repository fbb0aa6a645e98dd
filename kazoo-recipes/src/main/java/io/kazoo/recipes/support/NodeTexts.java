package io.kazoo.recipes.support;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a number of nodes hold, as text. Confined to the recipe's lane. */
public final class NodeTexts {
    private final Deferred<List<String>> result;
    private final @Nullable String[] texts;
    private int unread;

    private NodeTexts(Deferred<List<String>> result, int number) {
        this.result = result;
        this.texts = new @Nullable String[number];
        this.unread = number;
    }

    /** Reads nodes in the order given; those that have vanished, or are without data, are left out. */
    public static AsyncResult<List<String>> read(RecipeContext context, List<String> paths) {
        NodeTexts reading = new NodeTexts(new Deferred<>(context.lane()), paths.size());
        for (int i = 0; i < paths.size(); i++) {
            int place = i;
            context.view().get(paths.get(i)).onComplete((node, failure) -> {
                if (node != null && node.data() != null) {
                    reading.texts[place] = new String(node.data(), StandardCharsets.UTF_8);
                }
                if (failure != null && !(failure instanceof NoNodeException)) {
                    reading.result.fail(failure);
                }
                reading.unread--;
                reading.finish();
            });
        }
        reading.finish();
        return reading.result;
    }

    private void finish() {
        if (unread == 0) {
            result.succeed(Arrays.stream(texts).filter(Objects::nonNull).toList());
        }
    }
}
