/** ZooKeeper's serialisation: big-endian, no tags, -1 for null. */
@NullMarked
package io.kazoo.core.jute;

import org.jspecify.annotations.NullMarked;
