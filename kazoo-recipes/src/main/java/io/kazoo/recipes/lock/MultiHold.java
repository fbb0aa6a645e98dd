package io.kazoo.recipes.lock;

import io.kazoo.recipes.Hold;
import java.util.List;

/**
 * What a {@link MultiLock} obtained. It is lost as soon as one of its locks is; the others are given back then.
 *
 * <p>Its {@link #fencingToken()} is the highest of its locks', higher than that of every earlier holder of the same set;
 * its {@link #nodePath()} is that of the first; its {@link #transaction()} is applied only while all of them are held.
 */
public interface MultiHold extends Hold {
    /** Returns the holds of the locks, in the order of their paths. Each is released with this one, and not before. */
    List<Hold> holds();
}
