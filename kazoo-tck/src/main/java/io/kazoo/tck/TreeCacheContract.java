package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kazoo.Acl;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.Permissions;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.recipes.cache.TreeCache;
import io.kazoo.recipes.cache.TreeCacheOptions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy of a subtree, by a persistent watch and by one-shot watches. */
public abstract class TreeCacheContract extends TreeCacheScenario {
    private KazooClient client;

    /** For subclasses. */
    protected TreeCacheContract() {}

    @BeforeEach
    void start() {
        client = client();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("KT324")
    void theRootIsCreatedAndTold(boolean persistent) {
        TreeCache cache = startCache(persistent);
        told.awaitExactly("ADDED /tree ", "INITIALIZED");
        assertThat(observer().exists(ROOT)).isPresent();
        assertThat(cache.path()).isEqualTo(ROOT);
    }

    @Test
    @Tag("KT325")
    @Tag("KT326")
    void itIsStartedOnce() {
        TreeCache cache = startCache(true);
        assertThatIllegalStateException().isThrownBy(cache::start);
        cache.close();
        assertThatIllegalStateException().isThrownBy(cache::start);
        TreeCache never = newCache(TreeCacheOptions.defaults());
        never.close();
        assertThatIllegalStateException().isThrownBy(never::start);
        assertThat(failureOf(never.snapshot())).isInstanceOf(CancelledException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("KT327")
    void closedItIsEmptyAndLeavesNothing(boolean persistent) {
        observer().create(ROOT);
        create("/a", "one");
        Events<WatchedEvent> foreign = new Events<>();
        Watcher other = foreign::add;
        client.get(ROOT + "/a", other);
        TreeCache cache = startCache(persistent);
        assertThat(cache.getData(ROOT + "/a")).isPresent();
        told.awaitSize(3);
        told.clear();
        cache.close();
        cache.close();
        eventually(() -> assertThat(cache.getData(ROOT)).isEmpty());
        assertThat(cache.getChildren(ROOT)).isEmpty();
        eventually(() -> assertThat(watches()).containsExactly(ROOT + "/a"));
        set("/a", "two");
        foreign.awaitSize(1);
        awaitNothingLeft(ROOT, ROOT + "/a");
        assertThat(told.all()).isEmpty();
        assertThat(failureOf(cache.awaitZxid(1))).isInstanceOf(CancelledException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("KT328")
    @Tag("KT329")
    @Tag("KT330")
    void changesAreTold(boolean persistent) {
        TreeCache cache = startCache(persistent);
        create("/a", "one");
        told.awaitExactly("ADDED /tree ", "INITIALIZED", "ADDED /tree/a one");
        create("/a/b", "one");
        eventually(() -> assertThat(told.all()).endsWith("ADDED /tree/a/b one"));
        create("/a/b/c", "one");
        eventually(() -> assertThat(told.all()).endsWith("ADDED /tree/a/b/c one"));
        told.clear();
        set("/a/b", "two");
        told.awaitExactly("UPDATED /tree/a/b two");
        assertThat(cache.getData(ROOT + "/a/b").orElseThrow().stat().version()).isOne();
        told.clear();
        delete("/a");
        told.awaitExactly("REMOVED /tree/a/b/c one", "REMOVED /tree/a/b two", "REMOVED /tree/a one");
        assertThat(inCache(cache)).isEqualTo(onServer()).hasSize(1);
        for (String gone : List.of("/a", "/a/b", "/a/b/c")) {
            assertThat(watches()).doesNotContain(ROOT + gone);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("KT330")
    void whatIsThereIsLoadedTopDown(boolean persistent) {
        observer().create(ROOT);
        for (int i = 0; i < 10; i++) {
            create("/" + i, "parent");
            for (int j = 0; j < 10; j++) {
                create("/" + i + "/" + j, "child");
            }
        }
        TreeCache cache = newCache(
                TreeCacheOptions.defaults().withPersistentWatch(persistent).withMaxInFlight(7));
        cache.start().get(LIMIT);
        List<String> events = told.awaitSize(112);
        assertThat(events).doesNotHaveDuplicates().endsWith("INITIALIZED").hasSize(112);
        for (int i = 0; i < 10; i++) {
            int parent = events.indexOf("ADDED /tree/" + i + " parent");
            for (int j = 0; j < 10; j++) {
                assertThat(events.indexOf("ADDED /tree/" + i + "/" + j + " child"))
                        .isGreaterThan(parent);
            }
        }
        assertThat(inCache(cache)).isEqualTo(onServer());
    }

    @Test
    @Tag("KT331")
    @Tag("KT332")
    @Tag("KT335")
    @Tag("KT336")
    void itIsReadWithoutRequests() {
        observer().create(ROOT);
        create("/a", "one");
        create("/b", "two");
        TreeCache cache = startCache(true);
        disconnect(client);
        NodeData data = cache.getData("/tree/a/").orElseThrow();
        assertThat(new String(data.data(), UTF_8)).isEqualTo("one");
        assertThat(data.stat()).isEqualTo(observer().get(ROOT + "/a").stat());
        assertThat(cache.getChildren(ROOT)).hasValue(Set.of("a", "b"));
        assertThat(cache.getChildren(ROOT + "/a")).hasValue(Set.of());
        assertThat(cache.getData(ROOT + "/missing")).isEmpty();
        assertThat(cache.getChildren(ROOT + "/missing")).isEmpty();
    }

    @Test
    @Tag("KT333")
    @Tag("KT334")
    void outsideOfTheRootThereIsNothing() {
        TreeCache cache = startCache(true);
        for (String path : List.of("/", "/other", "/treehouse", "/tre")) {
            assertThatIllegalArgumentException().isThrownBy(() -> cache.getData(path));
            assertThatIllegalArgumentException().isThrownBy(() -> cache.getChildren(path));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("KT338")
    void theRootMayGoAndComeBack(boolean persistent) {
        TreeCache cache = startCache(persistent);
        create("/a", "one");
        told.awaitSize(3);
        told.clear();
        delete("");
        told.awaitExactly("REMOVED /tree/a one", "REMOVED /tree ");
        assertThat(cache.getData(ROOT)).isEmpty();
        told.clear();
        observer().create(ROOT, "new".getBytes(UTF_8));
        create("/b", "two");
        told.awaitExactly("ADDED /tree new", "ADDED /tree/b two");
        assertThat(inCache(cache)).isEqualTo(onServer());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRootNeedNotBeThere(boolean persistent) {
        TreeCache cache = newCache(
                TreeCacheOptions.defaults().withPersistentWatch(persistent).withCreateRoot(false));
        cache.start().get(LIMIT);
        told.awaitExactly("INITIALIZED");
        assertThat(observer().exists(ROOT)).isEmpty();
        observer().create(ROOT, "new".getBytes(UTF_8));
        told.awaitExactly("INITIALIZED", "ADDED /tree new");
        cache.close();
        awaitNothingLeft(ROOT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void depthAndFilterSayWhatIsHeld(boolean persistent) {
        observer().create(ROOT);
        create("/a", "");
        create("/a/b", "");
        create("/skip", "");
        create("/skip/a", "");
        TreeCache cache = newCache(TreeCacheOptions.defaults()
                .withPersistentWatch(persistent)
                .withMaxDepth(2)
                .withFilter(path -> !path.endsWith("/skip")));
        cache.start().get(LIMIT);
        assertThat(inCache(cache)).containsOnlyKeys(ROOT, ROOT + "/a", ROOT + "/a/b");
        create("/a/skip", "");
        create("/a/b/c", "");
        create("/skip/b", "");
        create("/a/d", "");
        eventually(() -> assertThat(told.all()).endsWith("ADDED /tree/a/d "));
        assertThat(inCache(cache)).containsOnlyKeys(ROOT, ROOT + "/a", ROOT + "/a/b", ROOT + "/a/d");
        cache.close();
        awaitNothingLeft(ROOT, ROOT + "/a", ROOT + "/a/b", ROOT + "/skip");
    }

    @Test
    @Tag("KT339")
    void failuresAreTold() {
        observer().create(ROOT);
        create("/secret", "");
        observer().setAcls(ROOT + "/secret", List.of(new Acl(Permissions.WRITE, Acl.ANYONE_ID_UNSAFE)));
        Events<Throwable> faults = new Events<>();
        RuntimeException thrown = new IllegalStateException("the user's");
        TreeCache cache = newCache(TreeCacheOptions.defaults());
        cache.listenFault(faults::add);
        cache.start().get(LIMIT);
        assertThat(faults.awaitSize(1).get(0)).isInstanceOf(NoAuthException.class);
        assertThat(inCache(cache)).containsOnlyKeys(ROOT);
        cache.listen(event -> {
            throw thrown;
        });
        create("/a", "one");
        assertThat(faults.awaitSize(2).get(1)).isSameAs(thrown);
        create("/b", "two");
        eventually(() -> assertThat(told.all()).endsWith("ADDED /tree/a one", "ADDED /tree/b two"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("KT340")
    void aStoppedClientIsNoFault(boolean persistent) {
        Events<Throwable> faults = new Events<>();
        client.async().stop().get(LIMIT);
        TreeCache cache = newCache(TreeCacheOptions.defaults().withPersistentWatch(persistent));
        cache.listenFault(faults::add);
        assertThat(failureOf(cache.start())).isInstanceOf(ConnectionClosedException.class);
        assertThat(cache.snapshot().get(LIMIT)).isEmpty();
        assertThat(faults.all()).isEmpty();
        client.async().start().get(LIMIT);
        eventually(() -> assertThat(told.all()).contains("INITIALIZED"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterAwaitZxidTheChangeIsInIt(boolean persistent) {
        TreeCache cache = startCache(persistent);
        for (int i = 0; i < 50; i++) {
            create("/" + i, "");
            long zxid = observer().get(ROOT + "/" + i).stat().czxid();
            cache.awaitZxid(zxid).get(LIMIT);
            assertThat(cache.getData(ROOT + "/" + i)).isPresent();
        }
        cache.awaitZxid(0).get(LIMIT);
    }
}
