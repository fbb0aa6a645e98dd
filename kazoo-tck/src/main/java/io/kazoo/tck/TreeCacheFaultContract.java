package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ClientId;
import io.kazoo.KazooState;
import io.kazoo.recipes.cache.TreeCache;
import io.kazoo.recipes.cache.TreeCacheOptions;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import io.kazoo.testing.SessionKiller;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connection or the session is lost at each step of a cache. Whatever happens: when it is quiet the cache is what the server
 * has, no node is added twice, and after the end nothing is left.
 */
public abstract class TreeCacheFaultContract extends TreeCacheScenario {
    private static final int GET = 4;
    private static final int SYNC = 9;
    private static final int GET_CHILDREN2 = 12;
    private static final int ADD_WATCH = 106;

    /** For subclasses. */
    protected TreeCacheFaultContract() {}

    /** Which reply of the load is lost. */
    static Stream<Arguments> steps() {
        return Stream.of(true, false)
                .flatMap(persistent -> Stream.of(GET, SYNC, GET_CHILDREN2, ADD_WATCH)
                        .filter(op -> persistent || op != ADD_WATCH)
                        .map(op -> Arguments.of(persistent, op)));
    }

    static Stream<Arguments> bytes() {
        return Stream.of(true, false)
                .flatMap(persistent ->
                        Stream.of(10, 40, 80, 120, 160, 200, 300, 400).map(bytes -> Arguments.of(persistent, bytes)));
    }

    private void plant() {
        observer().create(ROOT);
        for (int i = 0; i < 5; i++) {
            create("/" + i, "parent");
            create("/" + i + "/a", "child");
        }
    }

    private void assertWhole(TreeCache cache) {
        awaitEqual(cache, onServer());
        create("/later", "new");
        eventually(() -> assertThat(cache.getData(ROOT + "/later")).isPresent());
        set("/0/a", "changed");
        eventually(() -> assertThat(told.all()).endsWith("UPDATED /tree/0/a changed"));
        awaitEqual(cache, onServer());
        assertThat(told.all().stream().filter(each -> each.startsWith("ADDED"))).doesNotHaveDuplicates();
        cache.close();
        awaitNothingLeft(ROOT, ROOT + "/0", ROOT + "/0/a", ROOT + "/later");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aReplyOfTheLoadIsLost(boolean persistent, int opCode) throws Exception {
        plant();
        CompletableFuture<Void> lost = proxy().dropReply(opCode);
        TreeCache cache = startCache(persistent);
        resultOf(lost);
        assertWhole(cache);
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void theConnectionIsCutInTheLoad(boolean persistent, int bytes) throws Exception {
        plant();
        CompletableFuture<Void> cut = proxy().cutAfter(Direction.TO_SERVER, bytes, Ending.RESET);
        TreeCache cache = startCache(persistent);
        resultOf(cut);
        assertWhole(cache);
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void theSessionIsLostInTheLoad(boolean persistent, int bytes) throws Exception {
        plant();
        CompletableFuture<Void> cut = proxy().cutAfter(Direction.TO_CLIENT, bytes, Ending.RESET);
        TreeCache cache = newCache(TreeCacheOptions.defaults().withPersistentWatch(persistent));
        var started = cache.start();
        resultOf(cut);
        expire(client());
        started.get(LIMIT);
        assertWhole(cache);
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void closedInTheLoadNothingIsLeft(boolean persistent, int bytes) throws Exception {
        plant();
        CompletableFuture<Void> cut = proxy().cutAfter(Direction.TO_CLIENT, bytes, Ending.RESET);
        TreeCache cache = newCache(TreeCacheOptions.defaults().withPersistentWatch(persistent));
        cache.start();
        resultOf(cut);
        cache.close();
        assertThat(cache.getData(ROOT)).isEmpty();
        awaitState(client(), KazooState.CONNECTED);
        awaitNothingLeft(ROOT, ROOT + "/0", ROOT + "/0/a");
        eventually(() -> assertThat(cache.getData(ROOT)).isEmpty());
    }

    /** What has changed while nobody could tell: data, children at any depth, a node replaced by another. */
    private void changeAll() {
        set("/0", "changed");
        create("/0/b", "new");
        create("/0/b/c", "new");
        delete("/1");
        delete("/2/a");
        delete("/3");
        create("/3", "replaced");
        create("/3/z", "new");
        create("/5", "new");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("KT337")
    void whatChangedWithoutAConnectionIsTold(boolean persistent) {
        plant();
        TreeCache cache = startCache(persistent);
        told.awaitSize(12);
        told.clear();
        disconnect(client());
        changeAll();
        proxy().heal();
        awaitEqual(cache, onServer());
        eventually(() -> assertThat(told.all())
                .startsWith("SUSPENDED")
                .contains("RECONNECTED", "UPDATED /tree/0 changed", "ADDED /tree/0/b new", "ADDED /tree/0/b/c new")
                .contains("REMOVED /tree/1/a child", "REMOVED /tree/1 parent", "REMOVED /tree/2/a child")
                .contains("ADDED /tree/3/z new", "ADDED /tree/5 new"));
        assertThat(told.all())
                .doesNotContain("ADDED /tree/0 changed", "INITIALIZED", "UPDATED /tree/4 parent")
                .doesNotHaveDuplicates();
        told.clear();
        loseConnection(client());
        told.awaitExactly("SUSPENDED", "RECONNECTED");
        assertWhole(cache);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatChangedWithoutASessionIsTold(boolean persistent) {
        plant();
        TreeCache cache = startCache(persistent);
        told.awaitSize(12);
        told.clear();
        ClientId session = sessionOf(client());
        disconnect(client());
        changeAll();
        SessionKiller.kill(server().socketAddress(), session.sessionId(), session.password(), LIMIT);
        proxy().heal();
        eventually(() -> assertThat(told.all()).contains("LOST", "RECONNECTED", "INITIALIZED"));
        awaitEqual(cache, onServer());
        eventually(() -> assertThat(told.all())
                .contains("UPDATED /tree/0 changed", "ADDED /tree/0/b/c new", "REMOVED /tree/1 parent"));
        assertThat(told.all())
                .doesNotContain("UPDATED /tree/4 parent", "ADDED /tree/4 parent")
                .doesNotHaveDuplicates();
        assertWhole(cache);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRootGoesWithoutAConnection(boolean persistent) {
        plant();
        TreeCache cache = startCache(persistent);
        disconnect(client());
        delete("");
        proxy().heal();
        awaitEqual(cache, onServer());
        eventually(() -> assertThat(told.all()).contains("RECONNECTED", "REMOVED /tree "));
        told.clear();
        disconnect(client());
        plant();
        proxy().heal();
        assertWhole(cache);
    }

    /** Random changes while connections are lost: what listeners are told leads to what is there. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesAmongLostConnectionsAreFollowed(boolean persistent) {
        plant();
        TreeCache cache = startCache(persistent);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String path = "/" + random.nextInt(5) + (random.nextBoolean() ? "" : "/" + random.nextInt(3));
            if (observer().exists(ROOT + path).isEmpty()) {
                observer().ensurePath(ROOT + path);
            } else if (random.nextInt(3) == 0) {
                delete(path);
            } else {
                set(path, "v" + i);
            }
            if (i % 50 == 49) {
                loseConnection(client());
            }
        }
        cache.awaitZxid(Long.MAX_VALUE).get(LIMIT);
        assertThat(inCache(cache)).isEqualTo(onServer());
        cache.close();
        awaitNothingLeft(ROOT, ROOT + "/0", ROOT + "/1");
    }
}
