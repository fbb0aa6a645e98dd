package io.kazoo.core.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.HostPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnsembleConfigTest {
    private static EnsembleConfig read(String... lines) {
        return EnsembleConfig.read(String.join("\n", lines).getBytes(UTF_8));
    }

    private static List<HostPort> hosts(String... hosts) {
        return Arrays.stream(hosts)
                .map(each -> each.split(":", 2))
                .map(each -> new HostPort(each[0], Integer.parseInt(each[1])))
                .toList();
    }

    @Nested
    class Reading {
        @ParameterizedTest
        @CsvSource({
            "server.1=zk1:2888:3888:participant;c1:2181, c1:2181",
            "server.1=zk1:2888:3888;2181, zk1:2181",
            "server.1=zk1:2888:3888:observer;0.0.0.0:2181, zk1:2181",
            "server.1=zk1:2888:3888:participant;[::]:2181, zk1:2181",
            "server.1=[fe80::1]:2888:3888:participant;[2001:db8::1]:2181, [2001:db8::1]:2181",
            "server.1=[fe80::1]:2888:3888:participant;2181, [fe80::1]:2181",
            "server.12=zk1:2888:3888|zk1b:2888:3888:participant;0.0.0.0:2181, zk1:2181",
            "server.1=zk1:2888:3888:participant, ''",
            "server.1=zk1:2888:3888:participant;zk1:99999, ''",
            "server.1=zk1:2888:3888:participant;zk1:0, ''",
            "server.1=;2181, ''",
            "group.1=1:2:3, ''"
        })
        void aLine(String line, String member) {
            assertThat(read(line).members().stream().map(HostPort::toString))
                    .containsExactly(member.isEmpty() ? new String[0] : new String[] {member});
        }

        @Test
        void allOfIt() {
            EnsembleConfig config = read(
                    "server.1=a:2888:3888:participant;a:2181",
                    "server.2=b:2888:3888:participant;b:2181",
                    "version=10000001f");
            assertThat(config).isEqualTo(new EnsembleConfig(0x10000001fL, hosts("a:2181", "b:2181")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "version=", "version=xyz", "version=00000000000000001", "\u0000\u0001", "server.1"})
        void nonsenseIsNobody(String text) {
            assertThat(read(text)).isEqualTo(new EnsembleConfig(-1, List.of()));
        }
    }

    @Nested
    class Following {
        private final EnsembleConfig config = new EnsembleConfig(1, hosts("10.0.0.1:1", "10.0.0.2:1", "10.0.0.3:1"));

        private static List<InetAddress> ip(String... addresses) throws UnknownHostException {
            InetAddress[] parsed = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                parsed[i] = InetAddress.getByName(addresses[i]);
            }
            return List.of(parsed);
        }

        private Map<String, List<InetAddress>> names() throws UnknownHostException {
            return Map.of(
                    "10.0.0.1", ip("10.0.0.1"),
                    "10.0.0.2", ip("10.0.0.2"),
                    "10.0.0.3", ip("10.0.0.3"),
                    "a", ip("fe80::1", "10.0.0.1"),
                    "b", ip("10.0.0.2"),
                    "gone", ip("10.0.0.9"),
                    "all", ip("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        }

        @Test
        void namesStayAndNewMembersAreAdded() throws Exception {
            assertThat(config.follow(hosts("b:1", "a:1"), names())).isEqualTo(hosts("b:1", "a:1", "10.0.0.3:1"));
        }

        @Test
        void whoIsNoMemberGoes() throws Exception {
            assertThat(config.follow(hosts("gone:1", "a:1", "b:1", "10.0.0.3:1"), names()))
                    .isEqualTo(hosts("a:1", "b:1", "10.0.0.3:1"));
        }

        @Test
        void oneNameMayStandForAll() throws Exception {
            assertThat(config.follow(hosts("all:1"), names())).isEqualTo(hosts("all:1"));
        }

        @Test
        void twoNamesOfOneMemberBothStay() throws Exception {
            assertThat(config.follow(hosts("all:1", "a:1"), names())).isEqualTo(hosts("all:1", "a:1"));
        }

        /** Names come and go in DNS; a short absence must not cost the client its name for a member. */
        @Test
        void aNameThatCannotBeLookedUpStays() throws Exception {
            List<HostPort> meanwhile = config.follow(hosts("a:1", "lost:1"), names());
            assertThat(meanwhile).isEqualTo(hosts("a:1", "lost:1", "10.0.0.2:1", "10.0.0.3:1"));
            Map<String, List<InetAddress>> later = new HashMap<>(names());
            later.put("lost", ip("10.0.0.2"));
            assertThat(config.follow(meanwhile, later))
                    .as("what stood in for it goes")
                    .isEqualTo(hosts("a:1", "lost:1", "10.0.0.3:1"));
        }

        @Test
        void withoutAnyAddressesNothingIsReplaced() {
            assertThat(config.follow(hosts("a:1", "b:1"), Map.of())).isEqualTo(hosts("a:1", "b:1"));
        }

        @Test
        void anotherPortIsAnotherServer() throws Exception {
            assertThat(config.follow(hosts("a:2", "b:1"), names())).isEqualTo(hosts("b:1", "10.0.0.1:1", "10.0.0.3:1"));
        }

        @Test
        void whoIsCalledTheSameIsTheSameWithoutAnAddress() {
            EnsembleConfig named = new EnsembleConfig(1, hosts("zk1:1", "zk2:1"));
            assertThat(named.follow(hosts("zk1:1"), Map.of())).isEqualTo(hosts("zk1:1", "zk2:1"));
        }

        @Test
        void whoComesAnotherWayKeepsIt() throws Exception {
            assertThat(config.follow(hosts("gone:1", "proxy:1"), names())).isEqualTo(hosts("gone:1", "proxy:1"));
            assertThat(new EnsembleConfig(1, List.of()).follow(hosts("a:1"), names()))
                    .isEqualTo(hosts("a:1"));
        }
    }
}
