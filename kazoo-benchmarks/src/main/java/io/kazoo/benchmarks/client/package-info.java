/**
 * What runs in the JVM of a contender: the clients behind one small interface, the workloads, and the meters. Uses
 * nothing but the JDK and, each in its own class, the client it measures.
 */
@NullMarked
package io.kazoo.benchmarks.client;

import org.jspecify.annotations.NullMarked;
