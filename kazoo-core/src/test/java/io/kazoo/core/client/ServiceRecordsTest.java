package io.kazoo.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.HostPort;
import io.kazoo.core.client.ServiceRecords.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRecordsTest {
    private static Entry entry(int priority, int weight, String host) {
        return new Entry(priority, weight, new HostPort(host, 1));
    }

    @Test
    void readsPriorityWeightPortAndTarget() {
        assertThat(ServiceRecords.parse("1 20 2181 zk1.example.org."))
                .isEqualTo(new Entry(1, 20, new HostPort("zk1.example.org", 2181)));
        assertThat(ServiceRecords.parse("0 0 65535 zk1")).isEqualTo(new Entry(0, 0, new HostPort("zk1", 65535)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0 0 2181", "0 0 2181 .", "0 0 0 a.", "0 0 65536 a.", "x 0 1 a.", "0 0 1 a. b", "0 0 1 a/b."
            })
    void whatNamesNoServerIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServiceRecords.parse(text));
    }

    @Test
    void priorityDecidesFirstThenTheWeight() {
        List<Entry> entries =
                List.of(entry(2, 9, "last"), entry(1, 0, "rare"), entry(1, 8, "heavy"), entry(1, 0, "rare"));
        Map<String, Integer> firsts = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 11_000; i++) {
            List<HostPort> order = ServiceRecords.order(entries, random);
            assertThat(order).hasSize(4);
            assertThat(order.get(3).host()).isEqualTo("last");
            firsts.merge(order.get(0).host(), 1, Integer::sum);
        }
        assertThat(firsts.get("heavy")).isBetween(8_700, 9_300);
        assertThat(firsts.get("rare")).isBetween(1_700, 2_300);
    }
}
