package io.kazoo.recipes.barrier;

import java.util.List;
import java.util.Set;

/** What the children of a double barrier's node say: pure arithmetic on names. */
final class Gathering {
    /** The node that opens the barrier. */
    static final String READY = "ready";

    private Gathering() {}

    /** What who enters does next. */
    enum Entry {
        /** The barrier is open. */
        ENTER,
        /** Everybody is there: the last one opens. */
        OPEN,
        /** The barrier was opened for a round before, of which too few are left: it is closed first. */
        CLOSE,
        /** Others are missing. */
        WAIT
    }

    /**
     * Decides for one who enters.
     *
     * @param children all children
     * @param number how many must be there
     * @param opened when the barrier was opened, as a transaction's number; 0 if it is not open
     * @param joined when the own node was created
     */
    static Entry enter(List<String> children, int number, long opened, long joined) {
        if (opened > joined) {
            return Entry.ENTER;
        }
        long members = children.stream().filter(name -> !name.equals(READY)).count();
        if (opened != 0) {
            return members > number ? Entry.ENTER : Entry.CLOSE;
        }
        return members >= number ? Entry.OPEN : Entry.WAIT;
    }

    /** What who leaves does next. */
    sealed interface Exit {
        /** Nobody else is there: the barrier is closed, the own node removed, if they are there. */
        record Last() implements Exit {}

        /** The own node goes first, then the others are waited for. */
        record RemoveOwn() implements Exit {}

        /**
         * Somebody else is waited for.
         *
         * @param name its node
         */
        record WaitFor(String name) implements Exit {}
    }

    /**
     * Decides for one who leaves: the lowest one stays until all others have gone, the others wait for it.
     *
     * @param children all children
     * @param self the own name
     * @param newcomers the names of those who came later, for the next round: they are not waited for
     */
    static Exit leave(List<String> children, String self, Set<String> newcomers) {
        List<String> members = children.stream()
                .filter(name -> !name.equals(READY) && !newcomers.contains(name))
                .sorted()
                .toList();
        boolean present = members.contains(self);
        if (members.isEmpty() || (present && members.size() == 1)) {
            return new Exit.Last();
        } else if (!present) {
            return new Exit.WaitFor(members.get(0));
        }
        return members.get(0).equals(self) ? new Exit.WaitFor(members.get(members.size() - 1)) : new Exit.RemoveOwn();
    }
}
