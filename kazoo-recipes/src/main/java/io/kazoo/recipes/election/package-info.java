/**
 * Leaders: {@link io.kazoo.recipes.election.Election} runs a function while it leads, {@link
 * io.kazoo.recipes.election.LeaderLatch} leads as long as it is open and tells who asks.
 */
@NullMarked
package io.kazoo.recipes.election;

import org.jspecify.annotations.NullMarked;
