package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers share, writers exclude, and whoever comes first is served first. */
public abstract class ReadWriteLockContract extends LockScenario {
    private KazooClient client;
    private Lock reader;
    private Lock writer;

    /** For subclasses. */
    protected ReadWriteLockContract() {}

    @BeforeEach
    void start() {
        client = startClient();
        reader = Lock.read(client, PATH, LockOptions.defaults().withIdentifier("reader"));
        writer = Lock.write(client, PATH, LockOptions.defaults().withIdentifier("writer"));
    }

    /** kazoo refuses a second acquire on one object; here it is a reader like any other. */
    @ParameterizedTest
    @EnumSource
    @Tag("KT183")
    void readersShare(LockFace face) {
        Hold first = face.acquire(reader);
        Hold second = face.acquire(Lock.read(observer(), PATH), LIMIT);
        Hold third = face.tryAcquire(reader).orElseThrow();
        assertThat(face.tryAcquire(writer)).isEmpty();
        awaitOnly(first, second, third);
        face.release(second);
        face.release(first);
        assertThat(face.tryAcquire(writer)).isEmpty();
        face.release(third);
        face.release(face.tryAcquire(writer).orElseThrow());
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT184")
    void aWriterExcludesEverybody(LockFace face) {
        Hold held = face.acquire(writer);
        assertThat(face.tryAcquire(reader)).isEmpty();
        assertThat(face.tryAcquire(writer)).isEmpty();
        assertThat(face.tryAcquire(Lock.create(client, PATH))).isEmpty();
        awaitOnly(held);
        face.release(held);
        face.release(face.tryAcquire(reader).orElseThrow());
        awaitNothingLeft();
    }

    /** Who steps down from writing to reading queues as a reader first, and no other writer gets between. */
    @ParameterizedTest
    @EnumSource
    @Tag("KT185")
    void theyAreServedInOrder(LockFace face) {
        Hold first = face.acquire(writer);
        AsyncResult<Hold> second = reader.async().acquire();
        awaitContenders(2);
        AsyncResult<Hold> third = Lock.write(observer(), PATH).async().acquire();
        awaitContenders(3);
        assertThat(second.isDone()).isFalse();
        face.release(first);
        Hold read = second.get(LIMIT);
        assertThat(third.isDone()).isFalse();
        face.release(read);
        face.release(third.get(LIMIT));
        awaitNothingLeft();
    }

    /** Otherwise a stream of readers would keep every writer out. */
    @Test
    void aReaderWaitsForTheWriterThatWaits() {
        Hold read = reader.acquire();
        AsyncResult<Hold> waiting = writer.async().acquire();
        awaitContenders(2);
        assertThat(reader.tryAcquire()).isEmpty();
        assertThat(waiting.isDone()).isFalse();
        read.release();
        waiting.get(LIMIT).release();
        awaitNothingLeft();
    }

    @Test
    void allReadersBehindAWriterGoTogether() {
        Hold write = writer.acquire();
        List<AsyncResult<Hold>> readers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            readers.add(reader.async().acquire());
        }
        awaitContenders(11);
        write.release();
        List<Hold> holds = readers.stream().map(each -> each.get(LIMIT)).toList();
        assertThat(holds).allMatch(Hold::isHeld);
        AsyncResult<Hold> next = writer.async().acquire();
        for (Hold held : holds) {
            assertThat(next.isDone()).isFalse();
            held.release();
        }
        next.get(LIMIT).release();
        awaitNothingLeft();
    }

    /** As in kazoo: the plain lock does not know of readers, but readers and writers of it. */
    @Test
    void thePlainLockDoesNotExcludeReaders() {
        Lock plain = Lock.create(client, PATH);
        Hold read = reader.acquire();
        Optional<Hold> exclusive = plain.tryAcquire();
        assertThat(exclusive).isPresent();
        assertThat(reader.tryAcquire()).isEmpty();
        assertThat(writer.tryAcquire()).isEmpty();
        exclusive.orElseThrow().release();
        read.release();
        awaitNothingLeft();
    }

    /** As in kazoo, each kind lists itself and those it waits for. */
    @Test
    void contendersAreThoseTheKindKnows() {
        reader.acquire();
        writer.async().acquire();
        awaitContenders(2);
        assertThat(reader.contenders()).containsExactly("reader", "writer");
        assertThat(writer.contenders()).containsExactly("reader", "writer");
        assertThat(lockOf(client, "plain").contenders()).containsExactly("writer");
    }

    /** Readers of one lock wait for the same writer: who gives up takes nobody else's watch away. */
    @Test
    void aReaderThatGivesUpLeavesTheOthersTheirWatch() {
        Hold writing = Lock.write(observer(), PATH).acquire();
        awaitWatched(writing.nodePath());
        AsyncResult<Hold> stays = reader.async().acquire();
        AsyncResult<Hold> leaves = reader.async().acquire();
        awaitContenders(3);
        eventually(() -> assertThat(watches()).containsExactly(writing.nodePath(), writing.nodePath()));
        leaves.cancel();
        awaitContenders(2);
        writing.release();
        stays.get(LIMIT).release();
        awaitNothingLeft();
    }
}
