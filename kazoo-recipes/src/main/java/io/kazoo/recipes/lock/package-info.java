/** Locks: {@link io.kazoo.recipes.lock.Lock} blocks, {@link io.kazoo.recipes.lock.AsyncLock} does not. */
@NullMarked
package io.kazoo.recipes.lock;

import org.jspecify.annotations.NullMarked;
