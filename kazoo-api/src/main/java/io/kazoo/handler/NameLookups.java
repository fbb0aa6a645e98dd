package io.kazoo.handler;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of host names under way. Clients of a handler that ask for a host that is being looked up share the
 * answer: a thousand of them that lose their connection at once cost one thread and one question.
 */
final class NameLookups {
    private static final ConcurrentMap<Lookup, Deferred<List<InetAddress>>> UNDER_WAY = new ConcurrentHashMap<>();

    private record Lookup(Handler handler, String host) {}

    private NameLookups() {}

    static AsyncResult<List<InetAddress>> resolve(Handler handler, Lane lane, String host) {
        Lookup lookup = new Lookup(handler, host);
        Deferred<List<InetAddress>> fresh = handler.newDeferred(lane);
        Deferred<List<InetAddress>> known = UNDER_WAY.putIfAbsent(lookup, fresh);
        if (known == null) {
            onSettled(handler.spawn(lane, () -> List.of(InetAddress.getAllByName(host))), (addresses, failure) -> {
                UNDER_WAY.remove(lookup, fresh);
                settling(fresh).accept(addresses, failure);
            });
        }
        // A result for each, as anybody may cancel what he got.
        Deferred<List<InetAddress>> own = handler.newDeferred(lane);
        onSettled((known == null ? fresh : known), settling(own));
        return own;
    }

    private static <T> BiConsumer<@Nullable T, @Nullable Throwable> settling(Deferred<T> result) {
        return (value, failure) -> {
            if (value != null) {
                result.succeed(value);
            } else if (failure != null) {
                result.fail(failure);
            }
        };
    }
}
