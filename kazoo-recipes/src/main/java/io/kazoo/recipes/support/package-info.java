/** What recipes share; not exported. */
@NullMarked
package io.kazoo.recipes.support;

import org.jspecify.annotations.NullMarked;
