/** A server that answers from memory, as fast as one thread can: measured against it, a client meets its own limits. */
@NullMarked
package io.kazoo.benchmarks.canned;

import org.jspecify.annotations.NullMarked;
