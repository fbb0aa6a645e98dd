package io.kazoo.recipes.node;

import io.kazoo.handler.Deferred;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the node is to hold, whether the server is known to have it, and who waits for that. Confined to a lane. */
final class Content {
    private final List<Deferred<String>> waiting = new ArrayList<>();
    private byte @Nullable [] data;
    private int changes;
    private int written = -1;
    private @Nullable Throwable end;

    Content(byte @Nullable [] data) {
        this.data = data;
    }

    byte @Nullable [] data() {
        return data;
    }

    /** Returns the number of this state of the content, for {@link #written}. */
    int version() {
        return changes;
    }

    void change(byte @Nullable [] newData) {
        data = newData;
        changes++;
    }

    /** It is to be written again, though it has not changed. */
    void touch() {
        changes++;
    }

    boolean isWritten() {
        return written == changes;
    }

    /** A state of the content is on the server. */
    void written(int version) {
        written = Math.max(written, version);
    }

    /** Has a result succeed with the path when the content of now, or what replaces it, is on the server. */
    void await(Deferred<String> result) {
        if (end == null) {
            waiting.add(result);
        } else {
            result.fail(end);
        }
    }

    void settle(String path) {
        waiting.forEach(each -> each.succeed(path));
        waiting.clear();
    }

    void fail(Throwable failure) {
        waiting.forEach(each -> each.fail(failure));
        waiting.clear();
    }

    /** Nothing will be written any more: fails all who wait, now or later. */
    void end(Throwable failure) {
        end = failure;
        fail(failure);
    }
}
