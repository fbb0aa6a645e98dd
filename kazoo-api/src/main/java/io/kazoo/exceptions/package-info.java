/** Everything a call can fail with; all unchecked, all below {@link io.kazoo.exceptions.KazooException}. */
@NullMarked
package io.kazoo.exceptions;

import org.jspecify.annotations.NullMarked;
