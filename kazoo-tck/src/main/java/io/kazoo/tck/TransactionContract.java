package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kazoo.Acl;
import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.Permissions;
import io.kazoo.Transaction;
import io.kazoo.TransactionResult;
import io.kazoo.TransactionResult.Changed;
import io.kazoo.TransactionResult.Checked;
import io.kazoo.TransactionResult.Created;
import io.kazoo.TransactionResult.Deleted;
import io.kazoo.TransactionResult.Failed;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.TransactionFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transactions: all or nothing, with a result for each step. */
public abstract class TransactionContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final int MULTI = 14;

    private KazooClient client;

    /** For subclasses. */
    protected TransactionContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
    }

    @Test
    @Tag("KT092")
    void nodesAreCreatedTogether() {
        List<TransactionResult> results = client.transaction()
                .create("/a")
                .create("/b", DATA, CreateMode.EPHEMERAL)
                .create("/s", DATA, CreateMode.PERSISTENT_SEQUENTIAL)
                .create("/a/", DATA, CreateMode.EPHEMERAL_SEQUENTIAL)
                .commit();
        assertThat(results)
                .containsExactly(
                        new Created("/a", null),
                        new Created("/b", null),
                        new Created("/s0000000002", null),
                        new Created("/a/0000000000", null));
        assertThat(client.get("/b").stat().ephemeralOwner())
                .isEqualTo(sessionOf(client).sessionId());
        assertThat(client.get("/a").stat().czxid())
                .as("one transaction")
                .isEqualTo(client.get("/s0000000002").stat().czxid());
    }

    @Test
    void nodesOfOtherKindsAreCreatedToo() {
        CreateOptions container = CreateOptions.of(CreateMode.CONTAINER);
        CreateOptions ttl = CreateOptions.of(CreateMode.PERSISTENT).withTtl(Duration.ofHours(1));
        List<TransactionResult> results = client.transaction()
                .create("/c", DATA, container)
                .create("/t", DATA, ttl)
                .create(
                        "/t-",
                        DATA,
                        CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL).withTtl(Duration.ofHours(1)))
                .createWithStat("/p", DATA, CreateOptions.of(CreateMode.PERSISTENT))
                .createWithStat("/c2", DATA, container)
                .commit();
        assertThat(results)
                .extracting(result -> ((Created) result).path())
                .containsExactly("/c", "/t", "/t-0000000002", "/p", "/c2");
        assertThat(((Created) results.get(3)).stat())
                .as("of this kind servers tell no metadata before 3.7")
                .isEqualTo(release().isSince(7) ? client.get("/p").stat() : null);
        assertThat(((Created) results.get(4)).stat())
                .isEqualTo(client.get("/c2").stat());
    }

    @Test
    @Tag("KT093")
    @Tag("KT096")
    @Tag("KT098")
    @Tag("KT100")
    void whatIsWrongWithAStepIsSaidWhenItIsAdded() {
        Transaction transaction = client.transaction();
        assertThatNullPointerException().isThrownBy(() -> transaction.create(nothing()));
        assertThatNullPointerException().isThrownBy(() -> transaction.create("/a", DATA, (CreateOptions) nothing()));
        assertThatNullPointerException().isThrownBy(() -> transaction.delete(nothing()));
        assertThatNullPointerException().isThrownBy(() -> transaction.set(nothing(), DATA));
        assertThatNullPointerException().isThrownBy(() -> transaction.check(nothing(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> transaction.delete("../a"));
        assertThatIllegalArgumentException().isThrownBy(() -> transaction.check("", 1));
        CreateOptions parents = CreateOptions.of(CreateMode.PERSISTENT).withParents();
        assertThatIllegalArgumentException().isThrownBy(() -> transaction.create("/a/b", DATA, parents));
        assertThat(transaction.create("/good").commit())
                .as("nothing of it was added")
                .hasSize(1);
    }

    @Test
    @Tag("KT094")
    void theClientsDefaultListIsUsed() {
        List<Acl> acls = List.of(new Acl(Permissions.ALL & ~Permissions.ADMIN, Acl.ANYONE_ID_UNSAFE));
        KazooClient careful = startClient(builder -> builder.defaultAcls(acls));
        careful.transaction()
                .create("/default")
                .create("/own", DATA, CreateOptions.of(CreateMode.PERSISTENT).withAcls(Acl.OPEN_ACL_UNSAFE))
                .commitOrThrow();
        assertThat(client.getAcls("/default").acls()).isEqualTo(acls);
        assertThat(client.getAcls("/own").acls()).isEqualTo(Acl.OPEN_ACL_UNSAFE);
    }

    @Test
    @Tag("KT095")
    @Tag("KT097")
    @Tag("KT099")
    void everyKindOfStepHasItsResult() {
        client.create("/old");
        client.create("/data", DATA);
        int version = client.set("/data", DATA).version();
        List<TransactionResult> results = client.transaction()
                .check("/data", version)
                .set("/data", "new".getBytes(UTF_8), version)
                .delete("/old")
                .create("/new")
                .commit();
        ZnodeStat stat = client.get("/data").stat();
        assertThat(results).containsExactly(new Checked(), new Changed(stat), new Deleted(), new Created("/new", null));
        assertThat(client.get("/data").data()).asString(UTF_8).isEqualTo("new");
        assertThat(client.exists("/old")).isEmpty();
    }

    @Test
    @Tag("KT101")
    void aTransactionThatFailsChangesNothingAndDoesNotThrow() {
        List<TransactionResult> results =
                client.transaction().create("/a").delete("/smith").create("/b").commit();
        assertThat(results)
                .extracting(result -> ((Failed) result).failure().code())
                .containsExactly(ErrorCode.ROLLED_BACK, ErrorCode.NO_NODE, ErrorCode.RUNTIME_INCONSISTENCY);
        assertThat(((Failed) results.get(1)).failure())
                .isInstanceOf(NoNodeException.class)
                .satisfies(failure -> assertThat(failure.path()).hasValue("/smith"));
        assertThat(client.exists("/a")).isEmpty();
    }

    @Test
    void theCulpritIsNamed() {
        TransactionFailedException failure = (TransactionFailedException) catchThrowable(() ->
                client.transaction().create("/a").check("/", 77).create("/b").commitOrThrow());
        assertThat(failure.index()).isEqualTo(1);
        assertThat(failure.code()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(failure.path()).hasValue("/");
        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().contains("theCulpritIsNamed"));
        AsyncTransaction async = client.async().transaction().delete("/never");
        assertThat(failureOf(async.commitOrThrow()))
                .isInstanceOfSatisfying(
                        TransactionFailedException.class,
                        e -> assertThat(e.index()).isZero());
        assertThat(client.exists("/a")).isEmpty();
    }

    @Test
    @Tag("KT102")
    void aTransactionIsCommittedOnce() {
        Transaction transaction = client.transaction().create("/a");
        transaction.commit();
        assertThatIllegalStateException().isThrownBy(transaction::commit);
        assertThatIllegalStateException().isThrownBy(transaction::commitOrThrow);
        assertThatIllegalStateException().isThrownBy(() -> transaction.create("/b"));
        assertThat(client.exists("/b")).isEmpty();
    }

    @Test
    @Tag("KT103")
    void aFunctionThatThrowsCommitsNothing() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThat(catchThrowable(() -> client.transaction(transaction -> {
                    transaction.create("/a");
                    throw mine;
                })))
                .isSameAs(mine);
        assertThat(client.exists("/a")).isEmpty();
    }

    @Test
    @Tag("KT104")
    void aFunctionThatReturnsCommits() {
        assertThat(client.transaction(transaction -> transaction.create("/a").set("/a", DATA)))
                .hasSize(2);
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        assertThat(client.async()
                        .transaction(transaction -> transaction.delete("/a"))
                        .get(LIMIT))
                .containsExactly(new Deleted());
    }

    /** A server would close the connection for it; so it needs none. */
    @Test
    void nothingIsSentWithoutSteps() {
        disconnect(client);
        assertThat(client.transaction().commit()).isEmpty();
        assertThat(client.async().transaction().commitOrThrow().get(LIMIT)).isEmpty();
        assertThat(client.isConnected()).isFalse();
    }

    @Test
    void ifTheReplyIsLostItMayHaveBeenApplied() {
        CompletableFuture<Void> dropped = proxy().dropReply(MULTI);
        AsyncResult<List<TransactionResult>> result =
                client.async().transaction().create("/a").create("/b").commit();
        assertThat(failureOf(result))
                .isInstanceOfSatisfying(
                        ConnectionLossException.class,
                        loss -> assertThat(loss.outcome()).isEqualTo(Outcome.MAYBE_APPLIED));
        assertThat(dropped).succeedsWithin(LIMIT);
        assertThat(client.retry(() -> client.exists("/a"))).isPresent();
        assertThat(client.exists("/b")).as("all or nothing").isPresent();
    }

    @Test
    void withoutAConnectionItWaitsForOneAndIsNotSentTwice() {
        disconnect(client);
        AsyncResult<List<TransactionResult>> result = client.async()
                .transaction()
                .create("/s", DATA, CreateMode.PERSISTENT_SEQUENTIAL)
                .commitOrThrow();
        proxy().heal();
        assertThat(result.get(LIMIT)).containsExactly(new Created("/s0000000000", null));
        assertThat(client.getChildren("/")).hasSize(1);
    }
}
