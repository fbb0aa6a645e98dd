package io.kazoo.core.engine;

import io.kazoo.core.protocol.Operation;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.handler.Lane;
import org.jspecify.annotations.Nullable;

/** A request of a view of the client with a chroot of its own. Views are few; other requests do not pay for the field. */
public final class ViewRequest<R extends @Nullable Object> extends Request<R> {
    private final String chroot;

    /** Makes a request, as {@link Request} is made, whose failures name paths below a chroot. */
    public ViewRequest(Engine engine, Lane lane, Operation<R> operation, @Nullable WatchTarget watch, String chroot) {
        super(engine, lane, operation, watch);
        this.chroot = chroot;
    }

    @Override
    String chroot() {
        return chroot;
    }
}
