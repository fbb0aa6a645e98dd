/** TLS between the engine and a connection of whatever handler. */
@NullMarked
package io.kazoo.core.tls;

import org.jspecify.annotations.NullMarked;
