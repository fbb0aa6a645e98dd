/** {@link io.kazoo.recipes.partition.SetPartitioner}: members divide a set among themselves. */
@NullMarked
package io.kazoo.recipes.partition;

import org.jspecify.annotations.NullMarked;
