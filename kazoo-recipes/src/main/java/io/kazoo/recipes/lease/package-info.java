/** Leases that end by a clock instead of with a session. */
@NullMarked
package io.kazoo.recipes.lease;

import org.jspecify.annotations.NullMarked;
