package io.kazoo.handler;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No handler ever sees a request it could not carry out: none has to decide what no time for connecting means. */
class DialRequestTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2181);

    @Test
    @Tag("KT291")
    void timeThatIsNegativeIsRefused() {
        assertRefused(Duration.ofNanos(-1));
        assertRefused(Duration.ofSeconds(Long.MIN_VALUE));
    }

    @Test
    @Tag("KT292")
    void noTimeIsRefused() {
        assertRefused(Duration.ZERO);
    }

    @Test
    void anAddressIsResolvedBefore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DialRequest(
                        InetSocketAddress.createUnresolved("server", 2181), "server", Duration.ofSeconds(1)))
                .withMessageContaining("server");
        assertThatNullPointerException().isThrownBy(() -> new DialRequest(null, "server", Duration.ofSeconds(1)));
    }

    private static void assertRefused(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DialRequest(ADDRESS, "server", timeout))
                .withMessageContaining("timeout");
    }
}
