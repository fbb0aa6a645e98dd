package io.kazoo.recipes.counter;

/**
 * One change of a counter, as it was applied (kazoo's {@code pre_value} and {@code post_value}).
 *
 * @param before the value that was changed
 * @param after the value it was changed to
 */
public record CounterChange<N extends Number>(N before, N after) {}
