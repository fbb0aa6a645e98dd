package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.recipes.party.Party;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of parties share. */
abstract class PartyScenario extends RecipeScenario {
    static final String PATH = "/some/party";

    private KazooClient client;
    private ClientId session;

    @BeforeEach
    void startMember() {
        client = startProxied();
        session = sessionOf(client);
    }

    /** Returns the session that it had at the beginning. */
    final ClientId session() {
        return session;
    }

    /** Returns the client whose connection fails. */
    final KazooClient client() {
        return client;
    }

    /** kazoo's two. */
    enum Kind {
        PARTY,
        SHALLOW;

        Party of(KazooClient client, String identifier) {
            return this == PARTY ? Party.create(client, PATH, identifier) : Party.shallow(client, PATH, identifier);
        }
    }

    final void awaitMembers(String... identifiers) {
        eventually(
                () -> assertThat(Party.create(observer(), PATH, "").members()).containsExactlyInAnyOrder(identifiers));
    }

    final void awaitNothingLeft() {
        eventually(() -> assertThat(childrenOf(PATH)).isEmpty());
        eventually(() -> assertThat(watches()).isEmpty());
    }

    final Party joined(String identifier) {
        Party party = Party.create(client, PATH, identifier);
        party.join();
        return party;
    }

    final void awaitWatched(Party party) {
        eventually(() -> assertThat(watches()).contains(party.nodePath()));
    }

    final long ownerOf(Party party) {
        return observer().get(party.nodePath()).stat().ephemeralOwner();
    }
}
