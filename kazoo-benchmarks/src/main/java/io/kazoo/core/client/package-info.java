/** Benchmarks of what is package-private there. */
@NullMarked
package io.kazoo.core.client;

import org.jspecify.annotations.NullMarked;
