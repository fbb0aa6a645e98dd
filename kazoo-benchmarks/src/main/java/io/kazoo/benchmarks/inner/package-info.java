/** JMH benchmarks of the parts of the hot path; {@code kazoo-bench --jmh} runs them. */
@NullMarked
package io.kazoo.benchmarks.inner;

import org.jspecify.annotations.NullMarked;
