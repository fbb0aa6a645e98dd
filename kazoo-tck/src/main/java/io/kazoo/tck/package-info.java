/**
 * The contract of handlers and clients as abstract JUnit classes.
 *
 * <p>To check a handler, extend each of the contracts of level 0 ({@link io.kazoo.tck.LaneContract}, {@link
 * io.kazoo.tck.TimerContract}, {@link io.kazoo.tck.AwaitContract}, {@link io.kazoo.tck.DeferredContract}, {@link
 * io.kazoo.tck.CallbackContract}, {@link io.kazoo.tck.StageContract}, {@link io.kazoo.tck.LifecycleContract}) and of
 * level 1 ({@link io.kazoo.tck.DialContract}, {@link io.kazoo.tck.TransportContract}, {@link
 * io.kazoo.tck.CloseContract}) by a class that makes the handler, and run them.
 * A test is named after the rule of {@link io.kazoo.handler.Handler} that it checks.
 */
@NullMarked
package io.kazoo.tck;

import org.jspecify.annotations.NullMarked;
