package io.kazoo.recipes.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartyKindTest {
    private static final String ID = "[0-9a-f]{32}";

    @Test
    void namesAreKazoos() {
        assertThat(PartyKind.FULL.newName("x")).matches(ID + "__party__");
        assertThat(PartyKind.SHALLOW.newName("x-y")).matches(ID + "-x-y");
        String other = PartyKind.FULL.newName("");
        assertThat(PartyKind.FULL.newName("")).isNotEqualTo(other);
    }

    @Test
    void identifiersStandBehindTheFirstDash() {
        assertThat(PartyKind.identifierIn("0a-x-y")).isEqualTo("x-y");
        assertThat(PartyKind.identifierIn("0a-")).isEmpty();
        assertThat(PartyKind.identifierIn("stranger")).isEqualTo("stranger");
    }

    @Test
    void membersAreThoseOfTheKind() {
        List<String> children = List.of("0__party__", "1-x", "stranger");
        assertThat(PartyKind.FULL.members(children)).containsExactly("0__party__");
        assertThat(PartyKind.SHALLOW.members(children)).isEqualTo(children);
    }
}
