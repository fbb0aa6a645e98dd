package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A four-letter command: a connection of its own to a server, whose answer is read to its end, in time and in bounds. */
final class FourLetterCommand implements TransportListener {
    private static final int LONGEST_ANSWER = 16 * 1024 * 1024;

    private final Dialer dialer;
    private final String command;
    private final Deferred<String> result;
    private final Lane serial;

    /** Only touched by the listener's calls, which never overlap. */
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    private volatile @Nullable Transport transport;

    private FourLetterCommand(Dialer dialer, Lane lane, String command) {
        if (!command.matches("[a-z]{4}")) {
            throw new IllegalArgumentException("a command has four small letters: \"" + command + "\"");
        }
        this.dialer = dialer;
        this.command = command;
        this.result = new Deferred<>(lane);
        this.serial = dialer.handler().newLane("command");
    }

    /**
     * Asks a server.
     *
     * @param server which one; null for none, which fails the result
     */
    static AsyncResult<String> ask(
            Dialer dialer, Lane lane, String command, @Nullable ServerAddress server, Duration limit) {
        FourLetterCommand asked = new FourLetterCommand(dialer, lane, command);
        if (server == null) {
            asked.result.fail(failure("there is no connection", Outcome.NOT_SENT, null));
        } else {
            asked.start(server, limit);
        }
        return asked.result;
    }

    private void start(ServerAddress server, Duration limit) {
        Timeout timer = dialer.handler().schedule(limit, this::expired, this::expired);
        onSettled(result, (value, failed) -> timer.cancel());
        dialer.dial(new DialRequest(server.address(), server.host().host(), limit), this, serial);
    }

    private void expired() {
        result.fail(failure("no answer to " + command, Outcome.MAYBE_APPLIED, null));
        Transport open = transport;
        if (open != null) {
            serial.execute(open::close);
        }
    }

    private static ConnectionLossException failure(String what, Outcome outcome, @Nullable Throwable cause) {
        return new ConnectionLossException(what, null, outcome, cause);
    }

    @Override
    public void onConnected(Transport opened) {
        transport = opened;
        if (result.isDone()) {
            opened.close();
        } else {
            opened.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Override
    public void onFailed(Throwable cause) {
        result.fail(failure("cannot connect", Outcome.NOT_SENT, cause));
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        byte[] part = new byte[bytes.remaining()];
        bytes.get(part);
        answer.writeBytes(part);
        Transport open = transport;
        if (answer.size() > LONGEST_ANSWER && open != null) {
            result.fail(failure("endless answer to " + command, Outcome.MAYBE_APPLIED, null));
            open.close();
        }
    }

    @Override
    public void onWritable() {
        // four bytes are taken at once
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        if (cause == null || answer.size() > 0) {
            result.succeed(answer.toString(StandardCharsets.UTF_8));
        } else {
            result.fail(failure("connection lost", Outcome.MAYBE_APPLIED, cause));
        }
    }
}
