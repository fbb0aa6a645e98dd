package io.kazoo.recipes.lock;

import io.kazoo.StateListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a lock or holds it, and the one state listener of the client that they share: there may be thousands of
 * them. It ends with the last of them and is not joined any more then; so its listener can be taken away without a look
 * at who comes next, who brings another one.
 *
 * @param contenders the oldest first, never empty
 */
record Contention(StateListener listener, List<Contender<?>> contenders) {
    Contention with(Contender<?> contender) {
        List<Contender<?>> more = new ArrayList<>(contenders);
        more.add(contender);
        return new Contention(listener, List.copyOf(more));
    }

    /** Returns what is left without a contender, null if that is nothing. */
    @Nullable
    Contention without(Contender<?> contender) {
        List<Contender<?>> fewer =
                contenders.stream().filter(each -> !each.equals(contender)).toList();
        return fewer.isEmpty() ? null : new Contention(listener, List.copyOf(fewer));
    }
}
