package io.kazoo.recipes.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ZnodeStat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceTest {
    /** Owners as servers write them: none, a session, a container, a time to live of 500 ms. */
    @ParameterizedTest
    @CsvSource({
        "0,false,false,OWN",
        "0,false,true,FOREIGN",
        "72057594037927937,true,true,OWN",
        "72057594037927937,false,true,FOREIGN",
        "72057594037927937,true,false,FOREIGN",
        "-7205759403792793600,false,false,FOREIGN",
        "-9223372036854775808,false,false,OWN",
        "-9223372036854775808,false,true,FOREIGN",
        "-72057594037927436,false,false,OWN",
        "-72057594037927436,false,true,FOREIGN"
    })
    void aLookDecides(long owner, boolean ofThisSession, boolean ephemeral, Presence expected) {
        ZnodeStat stat = new ZnodeStat(1, 1, 0, 0, 0, 0, 0, owner, 0, 0, 1);
        assertThat(Presence.decide(stat, ephemeral, ofThisSession)).isEqualTo(expected);
    }
}
