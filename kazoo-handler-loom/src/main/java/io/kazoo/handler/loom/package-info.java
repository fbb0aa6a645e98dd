/** The handler that runs kazoo on virtual threads. */
@NullMarked
package io.kazoo.handler.loom;

import org.jspecify.annotations.NullMarked;
