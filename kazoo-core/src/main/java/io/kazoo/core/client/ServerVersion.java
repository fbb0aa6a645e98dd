package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.exceptions.ProtocolException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the server for its version. {@code srvr} is the one command that servers answer unless told otherwise; the
 * answer of a busy server may be cut off, so it is asked up to four times (kazoo issue 274).
 */
final class ServerVersion {
    private static final Pattern VERSION = Pattern.compile("Zookeeper version: (\\d+\\.\\d+(?:\\.\\d+)*)");
    private static final int TRIES = 4;

    private ServerVersion() {}

    static AsyncResult<String> ask(AsyncKazooClient client, Lane lane) {
        Deferred<String> result = new Deferred<>(lane);
        ask(client, result, TRIES);
        return result;
    }

    private static void ask(AsyncKazooClient client, Deferred<String> result, int tries) {
        onSettled(client.command("srvr"), (answer, failure) -> {
            Matcher found = VERSION.matcher(answer == null ? "" : answer);
            if (failure != null) {
                result.fail(failure);
            } else if (found.find()) {
                result.succeed(found.group(1));
            } else if (tries > 1) {
                ask(client, result, tries - 1);
            } else {
                result.fail(new ProtocolException("no version in the answer: \"" + answer + "\""));
            }
        });
    }
}
