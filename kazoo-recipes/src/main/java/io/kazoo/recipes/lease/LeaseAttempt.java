package io.kazoo.recipes.lease;

import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.NodeData;
import io.kazoo.exceptions.BadVersionException;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NodeExistsException;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.HoldLostException;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.Steps;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take a lease: reads the record and writes another one, both under the lease's lock, which a transaction
 * checks when it writes. Confined to the lease's lane.
 */
final class LeaseAttempt extends Deferred<Boolean> {
    private final AsyncNonBlockingLease lease;
    private final Steps steps;
    /** The acquire of the lock, while it is waited for. */
    private @Nullable AsyncResult<Hold> asking;
    /** The lock, while it is held. */
    private @Nullable Hold held;

    LeaseAttempt(AsyncNonBlockingLease lease) {
        super(lease.context.newCallbackLane());
        this.lease = lease;
        this.steps = new Steps(lease.context.lane(), this::end);
    }

    LeaseAttempt start() {
        lease.context.lane().execute(this::lock);
        return this;
    }

    /** Goes on as the one who holds the lock. */
    private void locked(Consumer<Hold> next) {
        Hold hold = held;
        if (hold != null && hold.isHeld()) {
            next.accept(hold);
        } else {
            lock();
        }
    }

    private void lock() {
        unlock();
        if (isDone()) {
            return;
        }
        AsyncResult<Hold> ask = lease.lock.acquire();
        asking = ask;
        ask.onComplete(lease.context.lane(), (hold, failure) -> {
            asking = null;
            held = hold;
            if (isDone()) {
                unlock();
            } else if (failure != null) {
                end(Failures.unwrap(failure));
            } else {
                read();
            }
        });
    }

    private void read() {
        locked(hold -> steps.then(
                lease.context.view().get(lease.recordPath()),
                node -> decide(hold, node),
                () -> write(hold.transactionAsync().create(lease.recordPath(), record())),
                this::read));
    }

    private void decide(Hold hold, NodeData node) {
        LeaseRecord record;
        try {
            record = LeaseRecord.parse(node.data());
        } catch (IllegalArgumentException e) {
            end(new ConfigurationException(lease.recordPath() + " holds no record of a lease: " + e.getMessage(), e));
            return;
        }
        if (record.isFreeFor(lease.options.identifier(), lease.now())) {
            write(hold.transactionAsync()
                    .set(lease.recordPath(), record(), node.stat().version()));
        } else {
            succeed(false);
            unlock();
        }
    }

    private byte[] record() {
        return lease.newRecord().toBytes();
    }

    private void write(AsyncTransaction transaction) {
        steps.drop();
        transaction.commitOrThrow().onComplete(lease.context.lane(), (done, failure) -> {
            if (isDone() || failure == null) {
                succeed(true);
                unlock();
            } else {
                notWritten(failure instanceof TransactionFailedException step ? step.getCause() : failure);
            }
        });
    }

    /** Whoever has taken the lock away, or wrote without it, is looked at again; so is what may have been written. */
    private void notWritten(@Nullable Throwable failure) {
        if (failure instanceof HoldLostException) {
            lock();
        } else if (failure instanceof BadVersionException
                || failure instanceof NodeExistsException
                || failure instanceof NoNodeException) {
            read();
        } else if (failure != null) {
            steps.failed(failure, this::read);
        }
    }

    @Override
    protected void onCancelled() {
        lease.context.lane().execute(() -> {
            steps.drop();
            if (asking != null) {
                asking.cancel();
            }
            unlock();
        });
    }

    private void end(Throwable failure) {
        fail(failure);
        unlock();
    }

    private void unlock() {
        Hold hold = held;
        held = null;
        if (hold != null) {
            hold.releaseAsync();
        }
    }
}
