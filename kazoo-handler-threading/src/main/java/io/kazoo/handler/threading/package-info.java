/**
 * The handler that runs kazoo on platform threads: one thread for all connections, one for all timers, a small pool for
 * all lanes.
 */
@NullMarked
package io.kazoo.handler.threading;

import org.jspecify.annotations.NullMarked;
