/** Counters: {@link io.kazoo.recipes.counter.Counter} blocks, {@link io.kazoo.recipes.counter.AsyncCounter} does not. */
@NullMarked
package io.kazoo.recipes.counter;

import org.jspecify.annotations.NullMarked;
