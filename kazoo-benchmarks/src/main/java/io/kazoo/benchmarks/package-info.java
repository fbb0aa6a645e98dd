/**
 * Side-by-side measurements: the driver, which starts servers and contenders in JVMs of their own, runs every contender
 * in turn, round by round, and reports medians and the ratios that are the targets.
 */
@NullMarked
package io.kazoo.benchmarks;

import org.jspecify.annotations.NullMarked;
