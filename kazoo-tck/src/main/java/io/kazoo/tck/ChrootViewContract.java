package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.NodeOperations;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.TransactionResult.Created;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.handler.Lane;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Views of a client below a node: the same session, other paths. */
public abstract class ChrootViewContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private final Events<String> told = new Events<>();
    private KazooClient client;
    private KazooClient view;

    /** For subclasses. */
    protected ChrootViewContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        client.ensurePath("/a");
        view = client.chroot("/a");
    }

    @ParameterizedTest
    @EnumSource
    @KnownSince(6)
    void everyPathIsBelowTheNode(Face face) {
        assertThat(on(face).create("/x", DATA)).isEqualTo("/x");
        assertThat(on(face).create(
                                "/p/q",
                                DATA,
                                CreateOptions.of(CreateMode.PERSISTENT).withParents()))
                .isEqualTo("/p/q");
        assertThat(on(face).create("/s-", DATA, CreateMode.EPHEMERAL_SEQUENTIAL))
                .startsWith("/s-");
        assertThat(on(face).ensurePath("/e/f")).isFalse();
        assertThat(client.getChildren("/a")).contains("x", "p", "e").hasSize(4);
        assertThat(on(face).getChildren("/")).hasSameElementsAs(client.getChildren("/a"));
        assertThat(on(face).get("/").stat()).isEqualTo(client.get("/a").stat());
        assertThat(on(face).getEphemerals("/")).hasSize(1).allMatch(path -> path.startsWith("/s-"));
        assertThat(on(face).getAllChildrenNumber("/")).isEqualTo(6);
        assertThat(on(face).sync("/x")).isEqualTo("/x");
        assertThat(on(face).multiRead(List.of(NodeRead.children("/p"))))
                .containsExactly(new NodeReadResult.Children(List.of("q")));
        on(face).set("/x", DATA, 0);
        on(face).deleteRecursive("/p");
        on(face).delete("/x");
        assertThat(client.getChildren("/a")).doesNotContain("x", "p");
    }

    @ParameterizedTest
    @EnumSource
    void failuresNameThePathThatWasAskedFor(Face face) {
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> on(face).get("/none"))
                .satisfies(failure -> assertThat(failure.path()).hasValue("/none"));
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> face.of(client).get("/a/none"))
                .satisfies(failure -> assertThat(failure.path()).hasValue("/a/none"));
    }

    @Test
    void transactionsAreBelowTheNode() {
        assertThat(view.transaction().create("/t").commit()).containsExactly(new Created("/t", null));
        assertThat(client.exists("/a/t")).isPresent();
        assertThatExceptionOfType(TransactionFailedException.class)
                .isThrownBy(() -> view.transaction().delete("/none").commitOrThrow())
                .satisfies(failure -> assertThat(failure.path()).hasValue("/none"));
    }

    @Test
    @KnownSince(6)
    void eachWatcherHearsThePathOfItsOwnView() {
        client.ensurePath("/a/b");
        client.ensurePath("/ab");
        Watcher watcher = event -> told.add(event.type() + " " + event.path());
        view.get("/b", watcher);
        client.get("/a/b", watcher);
        client.set("/a/b", DATA);
        assertThat(told.awaitSize(2)).containsExactlyInAnyOrder("CHANGED /b", "CHANGED /a/b");
        told.clear();
        view.addWatch("/", WatchMode.PERSISTENT_RECURSIVE, watcher);
        client.set("/ab", DATA);
        client.set("/a", DATA);
        client.create("/a/b/c");
        told.awaitExactly("CHANGED /", "CREATED /b/c");
        assertThat(client.removeWatch("/a", WatchType.ANY, watcher))
                .as("that is the view's")
                .isFalse();
        loseConnection(client);
        told.awaitExactly("CHANGED /", "CREATED /b/c", "MAYBE_MISSED /");
        assertThat(view.removeWatch("/", WatchType.ANY, watcher)).isTrue();
        assertThat(client.checkWatches("/a", WatchType.ANY)).isFalse();
    }

    @Test
    void viewsHaveViews() {
        KazooClient deeper = view.chroot("b").chroot("/c/");
        deeper.ensurePath("/");
        assertThat(client.exists("/a/b/c")).isPresent();
        assertThat(deeper.hosts().chroot()).isEqualTo(chroot() + "/a/b/c");
        assertThat(deeper.unchroot(chroot() + "/a/b/c/d")).isEqualTo("/d");
        assertThat(deeper.unchroot(chroot() + "/a/b/cd")).isEqualTo(chroot() + "/a/b/cd");
        assertThat(client.chroot("/").hosts()).isEqualTo(client.hosts());
        assertThatIllegalArgumentException().isThrownBy(() -> view.chroot("../b"));
        assertThatIllegalArgumentException().isThrownBy(() -> view.chroot(""));
    }

    @Test
    void theFacesOfAViewAreOfTheView() {
        assertThat(view.async().create("/x").get(LIMIT)).isEqualTo("/x");
        assertThat(client.async().chroot("/a").exists("/x").get(LIMIT)).isPresent();
        assertThat(client.async().chroot("/a").blocking().exists("/x")).isPresent();
        Lane lane = handler().newLane("view");
        assertThat(view.async().on(lane).exists("/x").get(LIMIT)).isPresent();
        assertThat(client.async().on(lane).chroot("/a").exists("/x").lane()).isEqualTo(lane);
    }

    @Test
    void thereIsOneSession() {
        assertThat(view.clientId()).isEqualTo(client.clientId());
        assertThat(view.state()).isEqualTo(client.state());
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> view.setHosts(server().address() + chroot()));
        view.setHosts(server().address() + chroot() + "/a");
        assertThat(client.hosts().toString()).isEqualTo(server().address() + chroot());
        view.close();
        assertStopped(client);
    }

    private NodeOperations on(Face face) {
        return face.of(view);
    }
}
