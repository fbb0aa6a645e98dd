/** The state machine: inputs in, effects out; no I/O, no clock, no thread. */
@NullMarked
package io.kazoo.core.engine;

import org.jspecify.annotations.NullMarked;
