package io.kazoo.testing.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortBlockTest {
    @Test
    void noTwoBlocksShareAPort() {
        List<PortBlock> blocks = new ArrayList<>();
        Set<Integer> ports = new HashSet<>();
        try {
            for (int i = 0; i < 100; i++) {
                PortBlock block = PortBlock.reserve();
                blocks.add(block);
                ports.addAll(List.of(block.client(), block.quorum(), block.election()));
            }
            assertThat(ports).hasSize(300).allMatch(port -> port > 20_000 && port < 32_768);
        } finally {
            blocks.forEach(PortBlock::close);
        }
    }
}
