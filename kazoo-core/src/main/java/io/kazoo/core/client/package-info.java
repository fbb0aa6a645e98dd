/** The client: the engine driven by a handler, and its asynchronous and blocking faces. */
@NullMarked
package io.kazoo.core.client;

import org.jspecify.annotations.NullMarked;
