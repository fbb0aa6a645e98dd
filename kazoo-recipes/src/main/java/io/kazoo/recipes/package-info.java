/** What recipes have in common: a {@link io.kazoo.recipes.Hold} stands for whatever is held. */
@NullMarked
package io.kazoo.recipes;

import org.jspecify.annotations.NullMarked;
