/** A copy of a subtree that follows the servers: {@link io.kazoo.recipes.cache.TreeCache}. */
@NullMarked
package io.kazoo.recipes.cache;

import org.jspecify.annotations.NullMarked;
