/** The Handler SPI: what a concurrency model supplies to the engine, with its numbered contract in {@link io.kazoo.handler.Handler}. */
@NullMarked
package io.kazoo.handler;

import org.jspecify.annotations.NullMarked;
