package io.kazoo.interop;

import java.time.Duration;

/** Recipes of another library, as the tests see them. */
public interface ForeignRecipes extends AutoCloseable {
    /** Waits for a lock, {@code mutex}, {@code read}, {@code write} or {@code latch}; who closes what it returns releases it. */
    AutoCloseable acquire(String kind, String path) throws Exception;

    /** Adds to a shared number, once, however many others do; returns what it came to. */
    int add(String path, int delta) throws Exception;

    /** Makes a member of a double barrier. */
    Member member(String path, int members);

    @Override
    void close();

    /** A member of a double barrier; both methods say whether they succeeded within the limit. */
    interface Member {
        boolean enter(Duration limit) throws Exception;

        boolean leave(Duration limit) throws Exception;
    }
}
