package io.kazoo.recipes.lease;

import io.kazoo.AsyncResult;
import io.kazoo.NodeData;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take one of several leases: renews the one it has, or else takes the first that is free. (kazoo takes the
 * first that is free in any case, and may hold two then.) Confined to the lane of the leases.
 */
final class MultiLeaseAttempt extends Deferred<Boolean> {
    private final AsyncMultiNonBlockingLease multi;
    /** What is waited for. */
    private @Nullable AsyncResult<?> asking;

    MultiLeaseAttempt(AsyncMultiNonBlockingLease multi) {
        super(multi.context.newCallbackLane());
        this.multi = multi;
    }

    MultiLeaseAttempt start() {
        multi.context.lane().execute(() -> findOwn(0));
        return this;
    }

    /** Looks without a lock: what is found is looked at again under one. */
    private void findOwn(int slot) {
        if (isDone()) {
            return;
        }
        if (slot == multi.leases.size()) {
            obtain(multi.leases);
            return;
        }
        AsyncNonBlockingLease lease = multi.leases.get(slot);
        AsyncResult<NodeData> look =
                multi.context.persist(() -> multi.context.view().get(lease.recordPath()));
        asking = look;
        look.onComplete(multi.context.lane(), (node, wrapped) -> {
            Throwable failure = wrapped == null ? null : Failures.unwrap(wrapped);
            if (node != null && isOwn(lease, node)) {
                obtain(List.of(lease));
            } else if (failure == null || failure instanceof NoNodeException) {
                findOwn(slot + 1);
            } else {
                fail(failure);
            }
        });
    }

    private static boolean isOwn(AsyncNonBlockingLease lease, NodeData node) {
        try {
            return LeaseRecord.parse(node.data()).isHeldBy(lease.options.identifier(), lease.now());
        } catch (IllegalArgumentException e) {
            return false; // and who tries to obtain it is told
        }
    }

    private void obtain(List<AsyncNonBlockingLease> left) {
        if (isDone()) {
            return;
        }
        AsyncResult<Boolean> attempt = left.get(0).obtain();
        asking = attempt;
        attempt.onComplete(multi.context.lane(), (obtained, failure) -> {
            if (failure != null) {
                fail(Failures.unwrap(failure));
            } else if (Boolean.TRUE.equals(obtained) || left.size() == 1) {
                succeed(Boolean.TRUE.equals(obtained));
            } else {
                obtain(left.subList(1, left.size()));
            }
        });
    }

    @Override
    protected void onCancelled() {
        multi.context.lane().execute(() -> {
            if (asking != null) {
                asking.cancel();
            }
        });
    }
}
