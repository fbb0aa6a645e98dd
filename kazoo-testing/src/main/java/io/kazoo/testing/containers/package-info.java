/** ZooKeeper servers in containers; needs Testcontainers, which this module does not bring along. */
@NullMarked
package io.kazoo.testing.containers;

import org.jspecify.annotations.NullMarked;
