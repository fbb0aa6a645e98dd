package io.kazoo.recipes.lock;

/** What a look at the children of a lock says about one contender. */
sealed interface Turn {
    /** Nobody stands before it: it holds the lock. */
    record Held() implements Turn {}

    /**
     * Somebody stands before it.
     *
     * @param predecessor the name of the nearest one
     */
    record WaitFor(String predecessor) implements Turn {}

    /** Its own node is not there. */
    record Gone() implements Turn {}
}
