package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.recipes.watch.ChildrenWatch;
import io.kazoo.recipes.watch.DataWatch;
import io.kazoo.recipes.watch.NodeWatch;
import io.kazoo.recipes.watch.PatientChildrenWatch;
import io.kazoo.recipes.watch.SettledChildren;
import io.kazoo.recipes.watch.WatchDecision;
import io.kazoo.recipes.watch.WatchEnd;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The connection or the session is lost at each step of a watch. Whatever happens: what was told last is what the server
 * has, nothing is told twice in a row, and after the end nothing is left.
 */
public abstract class WatchFaultContract extends WatchScenario {
    private static final String PATH = "/watched";
    private static final int EXISTS = 3;
    private static final int GET = 4;
    private static final int GET_CHILDREN2 = 12;
    private static final int TORN = 20;

    private final Events<String> told = new Events<>();
    private KazooClient client;

    /** For subclasses. */
    protected WatchFaultContract() {}

    /** What is watched. */
    enum Kind {
        MISSING_NODE(EXISTS),
        DATA(GET),
        CHILDREN(GET_CHILDREN2);

        private final int opCode;

        Kind(int opCode) {
            this.opCode = opCode;
        }
    }

    /** What happens, and when. */
    enum Fault {
        REQUEST_TORN,
        REPLY_LOST,
        CUT_WHILE_WATCHING,
        AWAY_DURING_THE_CHANGE,
        SESSION_LOST_WHILE_READING,
        SESSION_LOST_WHILE_WATCHING
    }

    static Stream<Arguments> kindsAndFaults() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Fault.values()).map(fault -> Arguments.of(kind, fault)));
    }

    @BeforeEach
    void start() {
        client = client();
    }

    private NodeWatch watch(Kind kind) {
        if (kind == Kind.CHILDREN) {
            return ChildrenWatch.start(client, PATH, change -> {
                told.add(Integer.toString(change.children().size()));
                return WatchDecision.CONTINUE;
            });
        }
        return DataWatch.start(client, PATH, (node, event) -> {
            told.add(DataWatchContract.text(node));
            return WatchDecision.CONTINUE;
        });
    }

    /** Makes what is there before. */
    private String prepare(Kind kind) {
        if (kind == Kind.MISSING_NODE) {
            return "none";
        }
        observer().create(PATH, "old".getBytes(UTF_8));
        return kind == Kind.DATA ? "old" : "0";
    }

    private String change(Kind kind) {
        switch (kind) {
            case MISSING_NODE -> observer().create(PATH, "new".getBytes(UTF_8));
            case DATA -> observer().set(PATH, "new".getBytes(UTF_8));
            case CHILDREN -> observer().create(PATH + "/a");
        }
        return kind == Kind.CHILDREN ? "1" : "new";
    }

    /** Lets it happen around the first read or after it; returns when the client is back or on its way. */
    private NodeWatch startWith(Kind kind, Fault fault, String before) throws Exception {
        CompletableFuture<Void> lost = switch (fault) {
            case REQUEST_TORN -> proxy().cutAfter(Direction.TO_SERVER, TORN, Ending.RESET);
            case REPLY_LOST, SESSION_LOST_WHILE_READING -> proxy().dropReply(kind.opCode);
            default -> CompletableFuture.completedFuture(null);
        };
        NodeWatch watch = watch(kind);
        resultOf(lost);
        switch (fault) {
            case REQUEST_TORN, REPLY_LOST -> {}
            case SESSION_LOST_WHILE_READING -> expire(client);
            default -> {
                told.awaitExactly(before);
                awaitWatched(PATH);
                if (fault == Fault.CUT_WHILE_WATCHING) {
                    loseConnection(client);
                } else if (fault == Fault.SESSION_LOST_WHILE_WATCHING) {
                    expire(client);
                } else {
                    disconnect(client);
                }
            }
        }
        return watch;
    }

    @ParameterizedTest
    @MethodSource("kindsAndFaults")
    void nothingIsLostAndNothingToldTwice(Kind kind, Fault fault) throws Exception {
        String before = prepare(kind);
        NodeWatch watch = startWith(kind, fault, before);
        if (fault != Fault.AWAY_DURING_THE_CHANGE) {
            told.awaitExactly(before);
        }
        String after = change(kind);
        proxy().heal();
        told.awaitExactly(before, after);
        loseConnection(client);
        awaitWatched(PATH);
        told.awaitExactly(before, after);
        watch.close();
        assertNothingLeft(watch);
    }

    /** Closed while the read, or the way back, is under way. */
    @ParameterizedTest
    @MethodSource("kindsAndFaults")
    void closedInTheMiddleNothingIsLeft(Kind kind, Fault fault) throws Exception {
        NodeWatch watch = startWith(kind, fault, prepare(kind));
        watch.close();
        proxy().heal();
        assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.CLOSE);
        List<String> heard = told.all();
        change(kind);
        assertNothingLeft(watch);
        assertThat(told.all()).isEqualTo(heard);
    }

    private void assertNothingLeft(NodeWatch watch) {
        assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.CLOSE);
        awaitState(client, KazooState.CONNECTED);
        client.retry(() -> client.sync("/"));
        awaitNothingLeft(PATH);
    }

    /** The last of many changes is told, however often the connection is lost among them; never an older one after it. */
    @Test
    void changesAreToldInOrderOverManyReconnects() {
        observer().create(PATH, "0".getBytes(UTF_8));
        NodeWatch watch = watch(Kind.DATA);
        for (int i = 1; i <= 200; i++) {
            observer().set(PATH, Integer.toString(i).getBytes(UTF_8));
            if (i % 40 == 0) {
                loseConnection(client);
            }
        }
        eventually(() -> assertThat(told.all()).endsWith("200"));
        List<Integer> numbers = new ArrayList<>();
        told.all().forEach(each -> numbers.add(Integer.valueOf(each)));
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        watch.close();
        assertNothingLeft(watch);
    }

    /** The time of a patient watch runs out without a connection: nobody knows whether it was quiet. */
    @ParameterizedTest
    @EnumSource(names = {"REQUEST_TORN", "REPLY_LOST", "AWAY_DURING_THE_CHANGE"})
    void withoutAConnectionNothingSettles(Fault fault) throws Exception {
        observer().create(PATH);
        CompletableFuture<Void> lost = switch (fault) {
            case REQUEST_TORN -> proxy().cutAfter(Direction.TO_SERVER, TORN, Ending.RESET);
            case REPLY_LOST -> proxy().dropReply(GET_CHILDREN2);
            default -> CompletableFuture.completedFuture(null);
        };
        var settled =
                PatientChildrenWatch.of(client, PATH, Duration.ofMillis(500)).start();
        resultOf(lost);
        awaitWatched(PATH);
        disconnect(client);
        observer().create(PATH + "/a");
        proxy().heal();
        SettledChildren children = settled.get(LIMIT);
        assertThat(children.children()).containsExactly("a");
        loseConnection(client);
        assertThat(children.changed().isDone()).isFalse();
        observer().delete(PATH + "/a");
        children.changed().get(LIMIT);
        awaitNothingLeft(PATH);
    }
}
