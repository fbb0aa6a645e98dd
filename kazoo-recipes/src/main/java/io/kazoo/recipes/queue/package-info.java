/**
 * Queues: {@link io.kazoo.recipes.queue.Queue} and {@link io.kazoo.recipes.queue.LockingQueue} block, their asynchronous
 * twins do not.
 */
@NullMarked
package io.kazoo.recipes.queue;

import org.jspecify.annotations.NullMarked;
