package io.kazoo.tck;

import io.kazoo.recipes.Hold;

/** Judges whether those who hold something may hold it together. */
abstract class HoldJudge {
    private long entered;

    /** Returns how often it was held. */
    final long entered() {
        return entered;
    }

    /** Somebody holds it; what is returned ends the work. */
    final Runnable enters(Hold held) {
        entered++;
        return judge(held);
    }

    abstract Runnable judge(Hold held);
}
