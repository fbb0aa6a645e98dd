/**
 * Real ZooKeeper servers for tests, alone or as an ensemble, and the faults to test with.
 *
 * <p>The server and what it needs are carried inside this module and run in JVMs of their own: they never meet the
 * class path of a test, and no network is needed. To test with another version of ZooKeeper, put its {@code
 * zookeeper-x.y.z.jar} and {@code zookeeper-jute-x.y.z.jar} into a folder and name that in the system property {@code
 * kazoo.testing.server.jars}; versions from 3.5.10 on are known to work.
 */
@NullMarked
package io.kazoo.testing;

import org.jspecify.annotations.NullMarked;
