/**
 * Worlds of virtual time: clients, a network and a ZooKeeper in one thread, where everything that happens follows from a
 * seed. Thousands of histories with faults run in seconds, and one that fails is run again from its seed.
 */
@NullMarked
package io.kazoo.testing.simulation;

import org.jspecify.annotations.NullMarked;
