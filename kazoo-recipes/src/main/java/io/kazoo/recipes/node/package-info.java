/** {@link io.kazoo.recipes.node.PersistentNode}: a node that is there as long as it is open. */
@NullMarked
package io.kazoo.recipes.node;

import org.jspecify.annotations.NullMarked;
