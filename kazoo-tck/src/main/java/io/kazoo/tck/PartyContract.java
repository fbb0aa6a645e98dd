package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoChildrenForEphemeralsException;
import io.kazoo.recipes.party.Party;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members come and go, of their own will and by faults; who has joined is back until it leaves. */
public abstract class PartyContract extends PartyScenario {
    /** For subclasses. */
    protected PartyContract() {}

    @ParameterizedTest
    @EnumSource
    @Tag("KT209")
    @Tag("KT212")
    void membersJoinAndLeave(Kind kind) {
        List<Party> parties = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (String identifier : List.of("p0", "p1", "p2", "p3", "p-4")) {
            Party party = kind.of(client(), identifier);
            assertThat(party.isParticipating()).isFalse();
            party.join();
            party.join();
            parties.add(party);
            there.add(identifier);
            assertThat(party.isParticipating()).isTrue();
            assertThat(party.members()).containsExactlyInAnyOrderElementsOf(there);
            assertThat(party.size()).isEqualTo(there.size());
        }
        for (Party party : parties) {
            assertThat(party.leave()).isTrue();
            assertThat(party.isParticipating()).isFalse();
            assertThat(party.leave()).isFalse();
            there.remove(0);
            assertThat(kind.of(observer(), "").members()).containsExactlyInAnyOrderElementsOf(there);
        }
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void liesOnTheWireAsInKazoo(Kind kind) {
        Party party = kind.of(client(), "alice");
        assertThat(party.members()).isEmpty();
        assertThat(party.size()).isZero();
        party.join();
        assertThat(childrenOf(PATH))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{32}" + (kind == Kind.PARTY ? "__party__" : "-alice"));
        assertThat(observer().get(PATH).data()).isEmpty();
        assertThat(observer().get(party.nodePath()).data()).isEqualTo("alice".getBytes(UTF_8));
        assertThat(ownerOf(party)).isEqualTo(sessionOf(client()).sessionId());
    }

    /** A full party counts its own kind only, a shallow one everybody, as in kazoo. */
    @Test
    void strangersAreNoMembers() {
        joined("one");
        observer().create(PATH + "/stranger", "x".getBytes(UTF_8));
        observer().create(PATH + "/" + "0".repeat(32) + "__party__", "python".getBytes(UTF_8), CreateMode.EPHEMERAL);
        Party party = Party.create(observer(), PATH, "");
        assertThat(party.members()).containsExactlyInAnyOrder("one", "python");
        assertThat(party.size()).isEqualTo(2);
        assertThat(Party.shallow(observer(), PATH, "").size()).isEqualTo(3);
    }

    @Test
    void anIdentifierInANameHasNoSlash() {
        assertThatIllegalArgumentException().isThrownBy(() -> Party.shallow(client(), PATH, "a/b"));
    }

    /** One that is not of this session would vanish: it is replaced. */
    @ParameterizedTest
    @EnumSource
    @Tag("KT210")
    void aNodeThatIsThereIsReused(Kind kind) {
        Party party = kind.of(client(), "one");
        observer().ensurePath(PATH);
        observer().create(party.nodePath());
        party.join();
        assertThat(party.isParticipating()).isTrue();
        assertThat(ownerOf(party)).isEqualTo(sessionOf(client()).sessionId());
        assertThat(party.leave()).isTrue();
        assertThat(party.size()).isZero();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT211")
    void leavesAfterItsNodeVanished(Kind kind) {
        Party party = kind.of(client(), "one");
        party.join();
        observer().delete(party.nodePath());
        party.leave();
        assertThat(party.isParticipating()).isFalse();
        assertThat(party.size()).isZero();
        awaitNothingLeft();
    }

    @Test
    void aRefusalIsTold() {
        observer().ensurePath("/some");
        observer().create(PATH, null, CreateMode.EPHEMERAL);
        Party party = Party.create(client(), PATH, "one");
        assertThatExceptionOfType(NoChildrenForEphemeralsException.class).isThrownBy(party::join);
        assertThat(party.isParticipating()).isFalse();
    }

    @Test
    void aStoppedClientIsNoMember() {
        Party party = joined("one");
        client().stop();
        eventually(() -> assertThat(party.isParticipating()).isFalse());
        awaitMembers();
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(party::join);
        client().start(LIMIT);
        party.join();
        awaitMembers("one");
    }

    /** As docs/recipes/party.md has it. */
    @Test
    void anExample() {
        KazooClient client = client();
        Party workers = Party.create(client, "/app/workers", "host-1");
        workers.join();
        assertThat(workers.members()).containsExactly("host-1");
        assertThat(workers.size()).isEqualTo(1);
        Party shallow = Party.shallow(client, "/app/names", "host-1");
        AsyncResult<Integer> number =
                shallow.async().join().thenCompose(joined -> shallow.async().size());
        assertThat(number.get()).isEqualTo(1);
        shallow.leave();
        workers.leave();
        assertThat(workers.members()).isEmpty();
    }
}
