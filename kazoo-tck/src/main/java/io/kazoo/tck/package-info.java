/**
 * The contract of handlers and clients as abstract JUnit classes.
 *
 * <p>To check a handler, extend {@link io.kazoo.tck.HandlerTck}, {@link io.kazoo.tck.ClientTck}, {@link
 * io.kazoo.tck.LockTck} and {@link io.kazoo.tck.ManyClientsContract} by classes that make the handler, and run them. The
 * first three hold all other contracts, which can be extended one by one, too:
 *
 * <p>Level 0 is the handler by itself: {@link io.kazoo.tck.LaneContract}, {@link io.kazoo.tck.TimerContract}, {@link
 * io.kazoo.tck.AwaitContract}, {@link io.kazoo.tck.DeferredContract}, {@link io.kazoo.tck.CallbackContract}, {@link
 * io.kazoo.tck.StageContract}, {@link io.kazoo.tck.LifecycleContract} and {@link io.kazoo.tck.PrimitiveContract}. Level 1
 * is its connections: {@link io.kazoo.tck.DialContract}, {@link io.kazoo.tck.TransportContract} and {@link
 * io.kazoo.tck.CloseContract}.
 * Level 2 is the client on this handler, against real servers; it needs the engine (kazoo-core) and a logging back end
 * that writes to {@link System#err}, such as slf4j-simple: {@link io.kazoo.tck.SessionContract}, {@link
 * io.kazoo.tck.ReconnectContract}, {@link io.kazoo.tck.QueueingContract}, {@link io.kazoo.tck.ClientStartContract}, {@link io.kazoo.tck.ClientLifecycleContract},
 * {@link io.kazoo.tck.HandlerClosedContract},
 * {@link io.kazoo.tck.ClientCallbackContract}, {@link io.kazoo.tck.HostListContract}, {@link
 * io.kazoo.tck.CreateContract}, {@link io.kazoo.tck.ReadContract}, {@link io.kazoo.tck.WriteContract}, {@link
 * io.kazoo.tck.AclContract}, {@link io.kazoo.tck.AuthContract}, {@link io.kazoo.tck.RetryContract}, {@link
 * io.kazoo.tck.ServerCommandContract}, {@link io.kazoo.tck.HandshakeFaultContract} and {@link io.kazoo.tck.ProtocolFaultContract}.
 * Level 3 is the recipes on this handler: for locks {@link io.kazoo.tck.LockContract}, {@link
 * io.kazoo.tck.ReadWriteLockContract}, {@link io.kazoo.tck.HeldLockContract}, {@link io.kazoo.tck.LockLossContract},
 * {@link io.kazoo.tck.LockFaultContract}, {@link io.kazoo.tck.LockHoldFaultContract}, {@link
 * io.kazoo.tck.LockEnsembleContract}, {@link io.kazoo.tck.LockCrowdContract}, {@link io.kazoo.tck.LockHistoryContract}
 * and {@link io.kazoo.tck.LockLayoutContract}.
 *
 * <p>A test of levels 0 and 1 is named after the rule of {@link io.kazoo.handler.Handler} that it checks.
 */
@NullMarked
package io.kazoo.tck;

import org.jspecify.annotations.NullMarked;
