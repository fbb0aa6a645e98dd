/** What servers of every kind need in this JVM: ports that stay theirs, and waiting with a limit. For this module only. */
@NullMarked
package io.kazoo.testing.support;

import org.jspecify.annotations.NullMarked;
