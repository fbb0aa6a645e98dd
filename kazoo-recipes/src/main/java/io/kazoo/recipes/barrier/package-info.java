/**
 * Barriers: {@link io.kazoo.recipes.barrier.Barrier} and {@link io.kazoo.recipes.barrier.DoubleBarrier} block, their
 * asynchronous twins do not.
 */
@NullMarked
package io.kazoo.recipes.barrier;

import org.jspecify.annotations.NullMarked;
