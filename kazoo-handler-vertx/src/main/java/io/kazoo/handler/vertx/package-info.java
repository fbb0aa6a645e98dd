/** Runs kazoo on a Vert.x event loop. */
@NullMarked
package io.kazoo.handler.vertx;

import org.jspecify.annotations.NullMarked;
