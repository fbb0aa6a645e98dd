/**
 * Real ZooKeeper servers for tests, alone or as an ensemble, and the faults to test with.
 *
 * <p>The server and what it needs are carried inside this module and run in JVMs of their own: they never meet the
 * class path of a test, and no network is needed.
 */
@NullMarked
package io.kazoo.testing;

import org.jspecify.annotations.NullMarked;
