package io.kazoo.recipes.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what kazoo writes; what others wrote is read strictly. */
class LeaseRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final String KAZOOS = "{\"version\": 1, \"holder\": \"alice\", \"end\": \"2026-01-02T03:05:35\"}";

    private static LeaseRecord parse(String text) {
        return LeaseRecord.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(String holder, Instant end) {
        return new String(new LeaseRecord(holder, end).toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void itIsWrittenAsKazooDoes() {
        assertThat(written("alice", NOW.plusSeconds(90))).isEqualTo(KAZOOS);
        assertThat(written("a/\"\\\n\u0001\u007f\u00e9\ud83d\ude00", Instant.EPOCH))
                .isEqualTo("{\"version\": 1, \"holder\": \"a/\\\"\\\\\\n\\u0001\u007f\\u00e9\\ud83d\\ude00\","
                        + " \"end\": \"1970-01-01T00:00:00\"}");
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            StringBuilder holder = new StringBuilder();
            random.ints(random.nextInt(20), 0, 0x2ff).forEach(holder::appendCodePoint);
            Instant end = Instant.ofEpochSecond(random.nextInt());
            assertThat(parse(written(holder.toString(), end))).isEqualTo(new LeaseRecord(holder.toString(), end));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KAZOOS,
                " {\"end\":\"2026-01-02T03:05:35\",\n\"holder\":\"\\u0061lice\",\"version\":1}\t",
                "{\"version\": 1, \"holder\": \"alice\", \"x\": [1, {\"y\": [-2.5e+3, true, false, null, \"\", {}, []]}],"
                        + " \"end\": \"2026-01-02T03:05:35\"}"
            })
    void otherWaysToSayTheSameAreRead(String text) {
        assertThat(parse(text)).isEqualTo(new LeaseRecord("alice", NOW.plusSeconds(90)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "1.0", "1e0", "-1", "11", "\"1\"", "null", "true", "[1]", "{\"a\": 1}"})
    void anotherVersionIsNeverFree(String version) {
        LeaseRecord record = parse("{\"version\": " + version + ", \"holder\": \"alice\", \"end\": 7}");
        assertThat(record.known()).isFalse();
        assertThat(record.isFreeFor("alice", Instant.MAX)).isFalse();
        assertThat(record.isFreeFor("", Instant.MAX)).isFalse();
        assertThat(record.isHeldBy("", Instant.EPOCH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "null",
                "[]",
                "{",
                "}",
                "{}",
                "{}x",
                "{\"version\"}",
                "{\"version\": 1",
                "{\"version\": 1,}",
                "{\"version\": 01, \"holder\": \"a\", \"end\": \"2026-01-02T03:05:35\"}",
                "{'version': 1}",
                "{version: 1}",
                "{\"version\": 1, \"version\": 2}",
                "{\"version\": 1, \"holder\": null, \"end\": \"2026-01-02T03:05:35\"}",
                "{\"version\": 1, \"holder\": \"a\\x\", \"end\": \"2026-01-02T03:05:35\"}",
                "{\"version\": 1, \"holder\": \"a\\u12\", \"end\": \"2026-01-02T03:05:35\"}",
                "{\"version\": 1, \"holder\": \"a\nb\", \"end\": \"2026-01-02T03:05:35\"}",
                "{\"version\": 1, \"holder\": \"a\", \"end\": \"2026-01-02T03:05\"}",
                "{\"version\": 1, \"holder\": \"a\", \"end\": \"2026-01-02T03:05:35Z\"}",
                "{\"version\": 1, \"holder\": \"a\", \"end\": \"2026-02-30T03:05:35\"}",
                "{\"version\": 1, \"holder\": \"a\", \"end\": \"2026-01-02T24:05:35\"}",
                "{\"version\": 1, \"holder\": \"a\", \"end\": 1767323135}",
                "{\"version\": 1, \"holder\": \"a\", \"end\": \"2026-01-02T03:05:35\"} {}"
            })
    void whatIsNoRecordIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
    }

    @Test
    void hostileDataEndsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> LeaseRecord.parse(null));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"a\": ".repeat(100_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"a\": " + "[".repeat(100_000)));
        byte[] noText = KAZOOS.getBytes(StandardCharsets.UTF_8);
        noText[KAZOOS.indexOf("alice")] = (byte) 0xc3;
        assertThatIllegalArgumentException().isThrownBy(() -> LeaseRecord.parse(noText));
    }

    /** Whatever a byte is replaced by, it is read or refused. */
    @Test
    void anyDamageIsReadOrRefused() {
        byte[] good = KAZOOS.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int at = 0; at < good.length; at++) {
            for (int value = 0; value < 256; value += 5) {
                byte[] damaged = good.clone();
                damaged[at] = (byte) value;
                try {
                    LeaseRecord.parse(damaged);
                } catch (IllegalArgumentException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(good.length * 30);
    }

    @Test
    void itEndsWhenTheTimeIsReached() {
        LeaseRecord record = new LeaseRecord("alice", NOW.plusSeconds(90));
        Instant end = Instant.parse("2026-01-02T03:05:35Z");
        assertThat(record.isFreeFor("alice", NOW)).isTrue();
        assertThat(record.isFreeFor("bob", end.minusNanos(1))).isFalse();
        assertThat(record.isFreeFor("bob", end)).isTrue();
        assertThat(record.isHeldBy("alice", end.minusNanos(1))).isTrue();
        assertThat(record.isHeldBy("alice", end)).isFalse();
        assertThat(record.isHeldBy("bob", NOW)).isFalse();
    }
}
