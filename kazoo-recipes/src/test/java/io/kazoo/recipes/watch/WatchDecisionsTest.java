package io.kazoo.recipes.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.KazooClient;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is decided without a server: what is news, and what is new about children. */
class WatchDecisionsTest {
    @Test
    void theFirstStateIsNewsWhateverItIs() {
        assertThat(News.missing(null).isNewTo(News.NOTHING_YET)).isTrue();
        assertThat(new News<>("data", 7, null).isNewTo(News.NOTHING_YET)).isTrue();
    }

    @Test
    void onlyAnotherTransactionIsNews() {
        News<String> written = new News<>("data", 7, null);
        assertThat(written.isNewTo(7)).isFalse();
        assertThat(written.isNewTo(6)).isTrue();
        assertThat(written.isNewTo(News.MISSING)).isTrue();
    }

    @Test
    void aNodeThatCameAndWentIsNoNews() {
        assertThat(News.missing(null).isNewTo(News.MISSING)).isFalse();
        assertThat(News.missing(null).isNewTo(7)).isTrue();
    }

    @Test
    void childrenAreComparedWithWhatTheFunctionKnows() {
        ChildrenChange change = ChildrenChange.between(Set.of("a", "b"), List.of("b", "c"), null);
        assertThat(change.children()).containsExactly("b", "c");
        assertThat(change.added()).containsExactly("c");
        assertThat(change.removed()).containsExactly("a");
    }

    @Test
    void atFirstAllChildrenAreAdded() {
        ChildrenChange change = ChildrenChange.between(Set.of(), List.of("a"), null);
        assertThat(change.added()).containsExactly("a");
        assertThat(change.removed()).isEmpty();
    }

    @Test
    void patienceIsNotNegative() {
        KazooClient none = (KazooClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {KazooClient.class}, (p, m, a) -> null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatientChildrenWatch.of(none, "/a", Duration.ofMillis(-1)));
    }
}
