package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.EventType;
import io.kazoo.KeeperState;
import io.kazoo.WatchedEvent;
import io.vertx.core.Context;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Loops.class)
class WatchStreamTest {
    private final Context context = ((VertxInternal) Loops.shared()).createContext(ThreadingModel.EVENT_LOOP);
    private final WatchStream stream = new WatchStream(context, 3);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private void events(int from, int to) {
        for (int i = from; i <= to; i++) {
            stream.onEvent(new WatchedEvent(EventType.CHANGED, KeeperState.CONNECTED, "/" + i, i));
        }
    }

    private void read() {
        stream.handler(event -> seen.add(event.path() + (context.equals(Vertx.currentContext()) ? "" : " elsewhere")));
        stream.exceptionHandler(failure -> seen.add(failure.getMessage()));
        stream.endHandler(nothing -> seen.add("end"));
    }

    /** Waits until the context has done all that was asked of it so far. */
    private void settle() throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(nothing -> done.complete(null));
        done.get(20, TimeUnit.SECONDS);
    }

    @Test
    void eventsArriveOnTheContextInOrder() {
        read();
        for (int i = 1; i <= 50; i++) {
            events(i, i);
            int count = i;
            Awaitility.await().until(() -> seen.size() == count);
        }
        assertThat(seen).startsWith("/1", "/2", "/3").endsWith("/49", "/50");
    }

    @Test
    void whoHasPausedGetsWhatIsFetched() throws Exception {
        read();
        stream.pause();
        events(1, 3);
        settle();
        assertThat(seen).isEmpty();
        stream.fetch(2);
        settle();
        assertThat(seen).containsExactly("/1", "/2");
        events(4, 5);
        stream.fetch(1);
        settle();
        assertThat(seen).containsExactly("/1", "/2", "/3");
        stream.resume();
        settle();
        assertThat(seen).containsExactly("/1", "/2", "/3", "/4", "/5");
    }

    @Test
    void withoutAReaderEventsWait() throws Exception {
        events(1, 2);
        settle();
        read();
        settle();
        assertThat(seen).containsExactly("/1", "/2");
    }

    @Test
    void aReaderThatIsTooSlowIsToldAndGetsNoMore() throws Exception {
        read();
        stream.pause();
        events(1, 5);
        stream.resume();
        events(6, 6);
        settle();
        assertThat(seen)
                .containsExactly("/1", "/2", "/3", "more than 3 events came while the reader did not read", "end");
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WatchStream(context, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> stream.fetch(-1));
    }
}
