package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.core.protocol.GetAllChildrenNumber;
import io.kazoo.core.protocol.WhoAmI;
import io.kazoo.exceptions.UnsupportedByServerException;
import org.junit.jupiter.api.Test;

/** Operations that servers do not know: an older server answers so and closes the connection. */
class UnsupportedTest {
    private static final int UNIMPLEMENTED = -6;

    private final World world = World.connected();

    private Request<Integer> ask() {
        return world.submit(new GetAllChildrenNumber("/a"));
    }

    private void refuse(int xid) {
        world.receive(reply(xid, 5, UNIMPLEMENTED));
        world.sent();
    }

    @Test
    void theFailureNamesOperationAndVersion() {
        var request = ask();
        refuse(1);
        assertThat(request.failure())
                .isInstanceOf(UnsupportedByServerException.class)
                .hasMessageContaining("GetAllChildrenNumber")
                .hasMessageContaining("3.6.0");
        assertThat(((UnsupportedByServerException) request.failure()).path()).hasValue("/a");
    }

    @Test
    void aServerThatClosedTheConnectionIsNotAskedAgain() {
        ask();
        refuse(1);
        world.lost();
        world.connectAgain();
        var again = ask();
        assertThat(again.failure()).isInstanceOf(UnsupportedByServerException.class);
        assertThat(world.sent()).isEmpty();
        assertThat(world.submit(new WhoAmI()).isDone()).as("another operation").isFalse();
        assertThat(world.sent()).containsExactly(1);
    }

    /** A server that goes on answering has not closed the connection, whatever ends it an hour later. */
    @Test
    void aServerThatWentOnAnsweringPingsIsAskedAgain() {
        ask();
        refuse(1);
        world.advanceMillis(3_000);
        world.pong();
        world.sent();
        world.lost();
        world.connectAgain();
        ask();
        assertThat(world.sent()).containsExactly(1);
    }

    @Test
    void aClientThatIsStartedAgainAsksAgain() {
        ask();
        refuse(1);
        world.lost();
        world.connectAgain();
        world.stop();
        world.answer(1);
        world.start();
        world.connectAgain();
        ask();
        assertThat(world.sent()).containsExactly(1);
    }

    @Test
    void whatWaitedForTheConnectionIsNotSentEither() {
        ask();
        refuse(1);
        world.lost();
        var waiting = ask();
        assertThat(waiting.isDone()).isFalse();
        world.connectAgain();
        assertThat(waiting.failure()).isInstanceOf(UnsupportedByServerException.class);
        assertThat(world.sent()).isEmpty();
    }

    /** Switched off is not unknown: the server keeps the connection, and may be asked again. */
    @Test
    void aServerThatKeptTheConnectionIsAskedAgain() {
        ask();
        refuse(1);
        world.delete("/b");
        world.answer(2);
        world.lost();
        world.connectAgain();
        assertThat(ask().isDone()).isFalse();
        assertThat(world.sent()).containsExactly(1);
    }

    /** Servers are replaced one by one, while the session goes on. */
    @Test
    void anotherLossMayMeanANewerServer() {
        ask();
        refuse(1);
        world.lost();
        world.connectAgain();
        world.advanceMillis(1_500); // a connection that does not last is followed by a pause
        world.lost();
        world.connectAgain();
        assertThat(ask().isDone()).isFalse();
        assertThat(world.sent()).containsExactly(1);
    }
}
