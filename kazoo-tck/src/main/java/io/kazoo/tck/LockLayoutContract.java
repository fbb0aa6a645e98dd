package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nodes of a lock are those of Python's kazoo, so that clients of both queue in one line. */
public abstract class LockLayoutContract extends LockScenario {
    /** What kazoo takes for a contender: it searches for this, with the markers of the kind of lock in front. */
    private static final Pattern KAZOO_LOCK = Pattern.compile("(?:__lock__)(-?\\d{10})$");

    private static final Pattern KAZOO_ANY = Pattern.compile("(?:__lock__|__rlock__)(-?\\d{10})$");

    private static final String UUID = "0123456789abcdef0123456789abcdef";
    private static final String BY_HAND = UUID + "__lock__";

    private KazooClient client;

    /** For subclasses. */
    protected LockLayoutContract() {}

    /** One node as it stands on the server. */
    record Znode(String path, boolean ephemeral, String data) {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    private static List<Znode> captured(String recipe, String step) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LockLayoutContract.class.getResourceAsStream("lock-layouts.tsv"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .filter(fields -> fields[0].equals(recipe) && fields[1].equals(step))
                    .map(fields -> new Znode(fields[2], Boolean.parseBoolean(fields[3]), fields[4]))
                    .toList();
        }
    }

    private Znode read(String path) {
        NodeData node = observer().get(path);
        String normal = path.replaceFirst("/[0-9a-f]{32}_", "/<uuid32>_");
        return new Znode(normal, node.stat().ephemeralOwner() != 0, new String(node.data(), UTF_8));
    }

    private List<Znode> onTheServer(String path) {
        List<Znode> found = new ArrayList<>();
        found.add(read(path));
        observer().getChildren(path).forEach(name -> found.add(read(path + "/" + name)));
        return found;
    }

    private static LockOptions named(String name) {
        return LockOptions.defaults().withIdentifier(name);
    }

    private void awaitChildren(String path, int number) {
        Waiting.eventually(() -> assertThat(observer().getChildren(path)).hasSize(number));
    }

    @Test
    void aLockLooksAsInKazoo() throws IOException {
        String path = "/v/lock";
        Hold alice = Lock.create(client, path, named("alice")).acquire();
        AsyncResult<Hold> bob = Lock.create(client, path, named("bob")).async().acquire();
        awaitChildren(path, 2);
        assertThat(captured("Lock", "alice holds, bob waits"))
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(onTheServer(path));
        alice.release();
        bob.get(LIMIT);
        assertThat(captured("Lock", "bob holds")).hasSize(2).containsExactlyInAnyOrderElementsOf(onTheServer(path));
        assertThat(read("/v")).isEqualTo(new Znode("/v", false, ""));
    }

    @Test
    void readersAndWritersLookAsInKazoo() throws IOException {
        String path = "/v/rw";
        Lock.read(client, path, named("alice")).acquire();
        Lock.write(client, path, named("bob")).async().acquire();
        awaitChildren(path, 2);
        assertThat(captured("ReadLock+WriteLock", "alice reads, bob waits to write"))
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(onTheServer(path));
    }

    /** kazoo takes them for contenders and, sorting by number, puts them in the same order. */
    @Test
    void kazooRecognisesTheContenders() {
        List<Hold> inOrder = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            inOrder.add(Lock.read(client, PATH).acquire());
        }
        Lock.write(client, PATH).async().acquire();
        awaitContenders(13);
        assertThat(names()).filteredOn(name -> KAZOO_LOCK.matcher(name).find()).hasSize(1);
        List<String> byNumber = names().stream()
                .sorted(Comparator.comparing(LockLayoutContract::kazooNumber))
                .toList();
        assertThat(byNumber.subList(0, 12))
                .isEqualTo(inOrder.stream()
                        .map(held -> held.nodePath().substring(PATH.length() + 1))
                        .toList());
        assertThat(byNumber.get(12)).containsPattern(KAZOO_LOCK);
    }

    private static String kazooNumber(String name) {
        Matcher matcher = KAZOO_ANY.matcher(name);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    /** One that another implementation made stands in the same queue. */
    @Test
    void contendersMadeByHandAreHonoured() {
        observer().ensurePath(PATH);
        String first = createByHand(BY_HAND, "first");
        Lock lock = lockOf(client, "second");
        assertThat(lock.tryAcquire()).isEmpty();
        AsyncResult<Hold> second = lock.async().acquire();
        awaitContenders(2);
        String third = createByHand(BY_HAND, "third");
        assertThat(lock.contenders()).containsExactly("first", "second", "third");
        assertThat(second.isDone()).isFalse();
        observer().delete(first);
        second.get(LIMIT).release();
        assertThat(lock.tryAcquire()).isEmpty();
        observer().delete(third);
        lock.tryAcquire().orElseThrow().release();
        awaitNothingLeft();
    }

    /** A reader of kazoo's keeps a writer out and lets readers in. */
    @Test
    void readersMadeByHandAreHonoured() {
        observer().ensurePath(PATH);
        String reader = createByHand(UUID + "__rlock__", "reader");
        assertThat(Lock.write(client, PATH).tryAcquire()).isEmpty();
        Lock.read(client, PATH).tryAcquire().orElseThrow().release();
        observer().delete(reader);
        Lock.write(client, PATH).tryAcquire().orElseThrow().release();
        awaitNothingLeft();
    }

    /** What else lies in the directory is nobody's place in the queue. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "config",
                "__lock__",
                BY_HAND + "1",
                BY_HAND + "x000000000",
                BY_HAND + "0000000000.tmp",
                UUID + "__Lock__0000000000",
                "_c_" + UUID + "-lock-0000000000",
                "lease_holder"
            })
    void strangersAreNotWaitedFor(String name) {
        observer().ensurePath(PATH);
        observer().create(PATH + "/" + name);
        Lock lock = lockOf(client, "one");
        Hold held = lock.tryAcquire().orElseThrow();
        assertThat(lock.contenders()).containsExactly("one");
        held.release();
        assertThat(names()).containsExactly(name);
    }

    /** Curator's and Go's contenders are waited for by who knows their pattern (kazoo's extra_lock_patterns). */
    @Test
    void extraPatternsAreWaitedForToo() {
        observer().ensurePath(PATH);
        String curator = createByHand("_c_0b1c2d3e-0b1c-0b1c-0b1c-0b1c2d3e4f50-lock-", "curator");
        Lock lock = Lock.create(client, PATH, named("java").withExtraPatterns(List.of("-lock-")));
        assertThat(lock.tryAcquire()).isEmpty();
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitContenders(2);
        assertThat(lock.contenders()).containsExactly("curator", "java");
        observer().delete(curator);
        waiter.get(LIMIT).release();
        awaitNothingLeft();
    }

    /** kazoo compares strings and would put the negative numbers first (issues 606 and 730). */
    @Test
    void numbersGoOnPastTheLargest() {
        observer().ensurePath(PATH);
        for (String number : List.of("2147483646", "2147483647", "-2147483648", "-2147483647")) {
            observer().create(PATH + "/" + BY_HAND + number, number.getBytes(UTF_8));
        }
        assertThat(lockOf(client, "").contenders())
                .containsExactly("2147483646", "2147483647", "-2147483648", "-2147483647");
    }

    /** The number before 0 is -1, which servers write with nine digits. */
    @Test
    void whoeverHasTheNumberBeforeIsWaitedForAcrossZero() {
        observer().ensurePath(PATH);
        String before = PATH + "/" + BY_HAND + "-000000001";
        observer().create(before, "before".getBytes(UTF_8));
        observer().create(PATH + "/" + BY_HAND + "1000000000", "long after".getBytes(UTF_8));
        Lock lock = lockOf(client, "own");
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitContenders(3);
        awaitWatched(before);
        assertThat(lock.contenders()).containsExactly("before", "own", "long after");
        observer().delete(before);
        assertThat(waiter.get(LIMIT).nodePath()).endsWith("__lock__0000000002");
    }
}
