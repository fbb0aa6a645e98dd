/** Benchmarks of what is package-private there. */
@NullMarked
package io.kazoo.core.engine;

import org.jspecify.annotations.NullMarked;
