/** The client as applications see it: builder, blocking and asynchronous operations, values, states. */
@NullMarked
package io.kazoo;

import org.jspecify.annotations.NullMarked;
