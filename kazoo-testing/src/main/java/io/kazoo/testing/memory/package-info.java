/**
 * A ZooKeeper as a state machine: no threads, no sockets, no clock. Time and bytes are arguments, answers go to a
 * {@link io.kazoo.testing.memory.Peer}. Not exported: {@link io.kazoo.testing.InMemoryZooKeeper} and the deterministic
 * world are what tests use.
 */
@NullMarked
package io.kazoo.testing.memory;

import org.jspecify.annotations.NullMarked;
