package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.recipes.cache.TreeCache;
import io.kazoo.recipes.cache.TreeCacheOptions;
import io.kazoo.recipes.cache.TreeEvent;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The changes of a cache as a stream. */
public abstract class TreeChangesContract extends TreeCacheScenario {
    /** For subclasses. */
    protected TreeChangesContract() {}

    /** Asks for nothing by itself. */
    private static class Subscriber implements Flow.Subscriber<TreeEvent> {
        final Events<String> signals = new Events<>();
        private volatile Flow.@Nullable Subscription subscription;

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            signals.add("subscribed");
            subscription = begun;
        }

        @Override
        public void onNext(TreeEvent event) {
            signals.add(text(event));
        }

        @Override
        public void onError(Throwable failure) {
            signals.add("error " + failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    private static Subscriber subscribe(TreeCache cache) {
        Subscriber subscriber = new Subscriber();
        cache.changes().subscribe(subscriber);
        subscriber.signals.awaitSize(1);
        return subscriber;
    }

    @Test
    void whatIsThereComesFirstThenTheMarkThenChanges() {
        observer().create(ROOT);
        create("/a", "one");
        TreeCache cache = startCache(true);
        Subscriber subscriber = subscribe(cache);
        subscriber.subscription().request(Long.MAX_VALUE);
        subscriber.signals.awaitExactly("subscribed", "ADDED /tree ", "ADDED /tree/a one", "INITIALIZED");
        set("/a", "two");
        eventually(() -> assertThat(subscriber.signals.all()).endsWith("UPDATED /tree/a two"));
        cache.close();
        eventually(
                () -> assertThat(subscriber.signals.all()).endsWith("complete").hasSize(6));
    }

    @Test
    void itMaySubscribeBeforeTheStart() {
        TreeCache cache = newCache(TreeCacheOptions.defaults());
        Subscriber subscriber = subscribe(cache);
        subscriber.subscription().request(Long.MAX_VALUE);
        cache.start().get(LIMIT);
        subscriber.signals.awaitExactly("subscribed", "ADDED /tree ", "INITIALIZED");
    }

    @Test
    void noMoreIsToldThanIsAskedFor() {
        observer().create(ROOT);
        create("/a", "one");
        TreeCache cache = startCache(true);
        Subscriber subscriber = subscribe(cache);
        subscriber.subscription().request(1);
        subscriber.signals.awaitExactly("subscribed", "ADDED /tree ");
        subscriber.subscription().request(1);
        subscriber.signals.awaitExactly("subscribed", "ADDED /tree ", "ADDED /tree/a one");
        subscriber.subscription().request(1);
        subscriber.signals.awaitExactly("subscribed", "ADDED /tree ", "ADDED /tree/a one", "INITIALIZED");
    }

    @Test
    void whatIsNotAskedForIsCoalesced() {
        TreeCache cache = startCache(true);
        Subscriber subscriber = subscribe(cache);
        subscriber.subscription().request(2);
        subscriber.signals.awaitExactly("subscribed", "ADDED /tree ", "INITIALIZED");
        create("/gone", "");
        create("/a", "0");
        for (int i = 1; i <= 20; i++) {
            set("/a", Integer.toString(i));
        }
        delete("/gone");
        cache.awaitZxid(Long.MAX_VALUE).get(LIMIT);
        subscriber.subscription().request(Long.MAX_VALUE);
        subscriber.signals.awaitExactly("subscribed", "ADDED /tree ", "INITIALIZED", "ADDED /tree/a 20");
    }

    @Test
    void cancelledItHearsNothing() {
        TreeCache cache = startCache(true);
        Subscriber subscriber = subscribe(cache);
        subscriber.subscription().cancel();
        subscriber.subscription().request(5);
        create("/a", "one");
        told.awaitSize(3);
        cache.awaitZxid(Long.MAX_VALUE).get(LIMIT);
        cache.close();
        subscriber.signals.awaitExactly("subscribed");
    }

    @Test
    void toAskForNothingIsAnError() {
        TreeCache cache = startCache(true);
        Subscriber subscriber = subscribe(cache);
        subscriber.subscription().request(0);
        subscriber.signals.awaitExactly("subscribed", "error IllegalArgumentException");
        create("/a", "one");
        told.awaitSize(3);
        subscriber.signals.awaitExactly("subscribed", "error IllegalArgumentException");
    }

    /** It breaks the rules, and nobody else has to suffer. */
    @Test
    void whoThrowsIsToldNoMore() {
        TreeCache cache = startCache(true);
        Subscriber thrower = new Subscriber() {
            @Override
            public void onNext(TreeEvent event) {
                super.onNext(event);
                throw new IllegalStateException("the user's");
            }
        };
        cache.changes().subscribe(thrower);
        thrower.signals.awaitSize(1);
        thrower.subscription().request(Long.MAX_VALUE);
        thrower.signals.awaitExactly("subscribed", "ADDED /tree ");
        Subscriber other = subscribe(cache);
        other.subscription().request(Long.MAX_VALUE);
        create("/a", "one");
        other.signals.awaitExactly("subscribed", "ADDED /tree ", "INITIALIZED", "ADDED /tree/a one");
        thrower.signals.awaitExactly("subscribed", "ADDED /tree ");
    }

    @Test
    void aClosedCacheIsComplete() {
        TreeCache cache = startCache(true);
        cache.close();
        subscribe(cache).signals.awaitExactly("subscribed", "complete");
    }
}
