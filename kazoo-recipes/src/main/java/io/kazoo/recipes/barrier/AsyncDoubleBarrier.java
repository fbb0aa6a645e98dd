package io.kazoo.recipes.barrier;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.ZnodePaths;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A double barrier without blocking: the implementation of which {@link DoubleBarrier} is the blocking face, method by
 * method. Made with {@link DoubleBarrier#async()}. Each result calls back on a lane of its own. Cancelling an enter takes it
 * back; cancelling a leave leaves without waiting for the others.
 */
public final class AsyncDoubleBarrier {
    /** Where this one is. */
    private sealed interface Place {
        record Outside() implements Place {}

        record Between() implements Place {}

        record Inside(long session) implements Place {}
    }

    private static final Place OUTSIDE = new Place.Outside();

    final RecipeContext context;
    private final String path;
    private final int number;
    private final String nodePath;
    private final byte[] identifier;
    private final AtomicReference<Place> place = new AtomicReference<>(OUTSIDE);

    AsyncDoubleBarrier(KazooClient client, String path, int number, String identifier) {
        if (number < 1) {
            throw new IllegalArgumentException("a barrier is for one member at least, not " + number);
        }
        this.path = RecipePaths.of(path);
        this.number = number;
        nodePath = RecipePaths.child(this.path, RecipePaths.newId());
        this.identifier = identifier.getBytes(StandardCharsets.UTF_8);
        context = new RecipeContext(client, "double-barrier");
    }

    /** See {@link DoubleBarrier#path()}. */
    public String path() {
        return path;
    }

    /** See {@link DoubleBarrier#nodePath()}. */
    public String nodePath() {
        return nodePath;
    }

    /** See {@link DoubleBarrier#isParticipating()}. */
    public boolean isParticipating() {
        return place.get() instanceof Place.Inside inside
                && context.client().state() != KazooState.LOST
                && !context.isOfAnotherSession(inside.session());
    }

    /** As {@link #enter(Duration)}, without bound: the value is always true. */
    public AsyncResult<Boolean> enter() {
        return enterWithin(null);
    }

    /** See {@link DoubleBarrier#enter(Duration)}. */
    public AsyncResult<Boolean> enter(Duration timeout) {
        return enterWithin(Objects.requireNonNull(timeout));
    }

    private AsyncResult<Boolean> enterWithin(@Nullable Duration timeout) {
        if (!place.compareAndSet(OUTSIDE, new Place.Between())) {
            throw new IllegalStateException("this member of " + path + " has entered, and has not left yet");
        }
        return new EnterWait(this).start(timeout);
    }

    /** As {@link #leave(Duration)}, without bound: the value is always true. */
    public AsyncResult<Boolean> leave() {
        return leaveWithin(null);
    }

    /** See {@link DoubleBarrier#leave(Duration)}. */
    public AsyncResult<Boolean> leave(Duration timeout) {
        return leaveWithin(Objects.requireNonNull(timeout));
    }

    private AsyncResult<Boolean> leaveWithin(@Nullable Duration timeout) {
        Place now = place.get();
        if (!(now instanceof Place.Inside && place.compareAndSet(now, new Place.Between()))) {
            throw new IllegalStateException("this member of " + path + " has not entered");
        }
        return new LeaveWait(this).start(timeout);
    }

    void entered(boolean succeeded, long session) {
        place.set(succeeded ? new Place.Inside(session) : OUTSIDE);
    }

    void left() {
        place.set(OUTSIDE);
    }

    int number() {
        return number;
    }

    byte[] identifier() {
        return identifier;
    }

    String nodeName() {
        return ZnodePaths.baseName(nodePath);
    }

    String readyPath() {
        return RecipePaths.child(path, Gathering.READY);
    }
}
