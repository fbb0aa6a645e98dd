package io.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {
    @ParameterizedTest
    @Tag("KT003")
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:2181/ | ''",
                "127.0.0.1:2181 | ''",
                "127.0.0.1:2181/a | /a",
                "127.0.0.1/a | /a",
                "127.0.0.1/a/b | /a/b",
                "127.0.0.1:2181,127.0.0.1:2182/a/b | /a/b",
                "127.0.0.1:2181,127.0.0.1:2182//a//b/ | /a/b",
                "[::1]:2181/a | /a",
            })
    void theChrootFollowsTheLastHost(String hosts, String chroot) {
        assertThat(HostList.parse(hosts).chroot()).isEqualTo(chroot);
    }

    @Test
    void theOrderGivenIsKept() {
        assertThat(HostList.parse("c:3,a:1,b:2").servers())
                .isEqualTo(List.of(new HostPort("c", 3), new HostPort("a", 1), new HostPort("b", 2)));
        assertThat(HostList.parse("c:3,a:1,b:2/x")).hasToString("c:3,a:1,b:2/x");
    }

    @ParameterizedTest
    @Tag("KT007")
    @ValueSource(strings = {"/nosuchhost/a", "/", ",,/a", "", " ", ",", " , "})
    void withoutAHostThereIsNoClient(String hosts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostList.parse(hosts))
                .withMessageContaining("no server");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KazooClient.builder().hosts(hosts));
    }

    @Test
    @Tag("KT154")
    void addressesAsStringAndAsList() {
        List<HostPort> expected = List.of(
                new HostPort("127.0.0.1", 2181), new HostPort("127.0.0.2", 2182), new HostPort("127.0.0.3", 2181));
        assertThat(HostList.parse("127.0.0.1:2181, 127.0.0.2:2182 ,127.0.0.3").servers())
                .isEqualTo(expected);
        assertThat(HostList.parse(List.of("127.0.0.1:2181", " 127.0.0.2:2182 ", "127.0.0.3"))
                        .servers())
                .isEqualTo(expected);
    }

    @Test
    @Tag("KT155")
    void ipv6AddressesStandInBrackets() {
        List<HostPort> expected = List.of(new HostPort("fe80::200:5aee:feaa:20a2", 2181));
        assertThat(HostList.parse("[fe80::200:5aee:feaa:20a2]:2181").servers()).isEqualTo(expected);
        assertThat(HostList.parse(List.of("[fe80::200:5aee:feaa:20a2]")).servers())
                .isEqualTo(expected);
        assertThat(HostList.parse("[::1]:7,[::2]/a")).hasToString("[::1]:7,[::2]:2181/a");
    }

    @Test
    @Tag("KT156")
    void namesWithAChrootBehindOrAsLastElement() {
        HostList expected = new HostList(List.of(new HostPort("zk01", 2181), new HostPort("zk02", 2181)), "/test");
        assertThat(HostList.parse("zk01:2181,zk02:2181/test")).isEqualTo(expected);
        assertThat(HostList.parse(List.of("zk01:2181", "zk02:2181", "/test"))).isEqualTo(expected);
        assertThat(HostList.parse(List.of("ZK01", "Zk02", " /test/ "))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h:",
                "h:x",
                "h:0",
                "h:-1",
                "h:65536",
                "h:99999999999",
                "h:+2181",
                "h:\u0662\u0661\u0668\u0661",
                "h:21.81",
                "h:1:2",
                "::1",
                "fe80::1:2181",
                "[::1",
                "[]",
                "[]:2181",
                "[::1]x",
                "[::1]2181",
                "[::1]:",
                ":2181",
                "::",
                "]",
                "h]:1",
                "a:1;b:2",
                "zk://h:2181",
                "h\u0000:2181",
                "h\tx",
                "user@h:2181",
                "h:2181/a/../b",
                "h:2181/.",
            })
    void whatCannotBeUnderstoodIsRefused(String hosts) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse("good:2181," + hosts));
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse(hosts));
    }

    @Test
    void inAListTheChrootIsTheLastElement() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostList.parse(List.of("a/x", "b")))
                .withMessageContaining("a/x");
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse(List.of("/x", "b")));
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse(List.of("/x")));
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse(List.of("a", "b/x")));
    }

    @Test
    void anElementOfAListIsOneServer() {
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse(List.of("a,b")));
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse(List.of("", " ")));
        assertThat(HostList.parse(List.of("", "a")).servers()).containsExactly(new HostPort("a", 2181));
    }

    @Test
    void emptyPlacesBetweenCommasAreSkipped() {
        assertThat(HostList.parse(",a:1,,b:2,").servers()).containsExactly(new HostPort("a", 1), new HostPort("b", 2));
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> HostList.parse((String) null));
        assertThatNullPointerException().isThrownBy(() -> HostList.parse((List<String>) null));
        assertThatNullPointerException().isThrownBy(() -> new HostPort(null, 1));
    }

    @Test
    void theServersCannotBeChanged() {
        List<HostPort> servers = new ArrayList<>(List.of(new HostPort("a", 1)));
        HostList hosts = new HostList(servers, "/");
        servers.clear();
        assertThat(hosts.servers()).hasSize(1);
        assertThat(hosts.servers()).isUnmodifiable();
        assertThat(hosts.chroot()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new HostList(List.of(), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "dns-srv://_ZooKeeper._tcp.Example.org,''",
        "dns-srv://_zookeeper._tcp.example.org/,''",
        "dns-srv://_zookeeper._tcp.example.org/a/b,/a/b"
    })
    void aServiceStandsForTheServersOfItsRecords(String hosts, String chroot) {
        HostList list = HostList.parse(hosts);
        assertThat(list.servers()).containsExactly(HostPort.service("_zookeeper._tcp.example.org"));
        assertThat(list.servers().get(0).isService()).isTrue();
        assertThat(list.chroot()).isEqualTo(chroot);
        assertThat(HostList.parse(list.toString())).isEqualTo(list);
    }

    @Test
    void aServiceMayStandInAList() {
        assertThat(HostList.parse(List.of("dns-srv://s", "a:1", "/x")))
                .isEqualTo(new HostList(List.of(HostPort.service("s"), new HostPort("a", 1)), "/x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns-srv://", "dns-srv:///a", "dns-srv://a:1", "a:0", "dns-srv:/a"})
    void aServiceHasANameAndNoPort(String hosts) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostList.parse(hosts));
    }
}
