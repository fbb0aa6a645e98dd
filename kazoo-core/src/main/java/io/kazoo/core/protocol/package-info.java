/** The requests and replies of the protocol: each operation a value that writes itself and reads its reply. */
@NullMarked
package io.kazoo.core.protocol;

import org.jspecify.annotations.NullMarked;
