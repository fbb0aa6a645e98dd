/** How an engine announces itself to the builder; applications do not need this package. */
@NullMarked
package io.kazoo.spi;

import org.jspecify.annotations.NullMarked;
