package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads who stands in the queue: one round trip for the names, one for the data of all of them. */
final class Contenders {
    private final AsyncLock lock;
    private final Deferred<List<String>> result;
    private @Nullable String[] identifiers = {};
    private int unread;

    Contenders(AsyncLock lock) {
        this.lock = lock;
        this.result = lock.newResult();
    }

    AsyncResult<List<String>> read() {
        lock.view.getChildren(lock.path()).onComplete((children, failure) -> {
            if (children != null) {
                readEach(lock.queue.contenders(children));
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
            lock.view.get(lock.childPath(names.get(i))).onComplete((node, failure) -> {
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
