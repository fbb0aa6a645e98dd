package io.kazoo.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kazoo.exceptions.KazooException;
import io.kazoo.recipes.queue.InDoubtException;
import io.kazoo.recipes.queue.LockingQueue;
import io.kazoo.recipes.queue.Queue;
import io.kazoo.recipes.queue.QueueEntry;
import java.util.Optional;

/** Those who put into a queue and take out of it, in turn. */
abstract class Queues extends Worker {
    private static final int PRIORITIES = 3;

    final Books books;

    Queues(Run run, int number, Books books) {
        super(run, number);
        this.books = books;
    }

    abstract void put(byte[] value, int priority);

    /** Takes one out for good; false if there is none. */
    abstract boolean take();

    @Override
    final boolean step() {
        return random.nextBoolean() ? take() : put();
    }

    private boolean put() {
        String value = books.newValue();
        try {
            put(value.getBytes(US_ASCII), 100 + random.nextInt(PRIORITIES));
            books.put(value);
            return true;
        } catch (KazooException e) {
            if (isInDoubt(e)) {
                books.perhapsPut(value);
            }
            throw e;
        }
    }

    /** All of them: the first empties the queue. */
    @Override
    final void verify() {
        while (take()) {
            // one less
        }
        books.close();
    }

    static String text(byte[] value) {
        return new String(value, US_ASCII);
    }

    /** What is taken is gone. */
    static final class SimpleQueues extends Queues {
        private final Queue queue = Queue.create(client, "/queue");

        SimpleQueues(Run run, int number, Books books) {
            super(run, number, books);
        }

        @Override
        void put(byte[] value, int priority) {
            queue.put(value, priority);
        }

        @Override
        boolean take() {
            try {
                Optional<byte[]> value = queue.get();
                value.ifPresent(got -> books.out(text(got)));
                return value.isPresent();
            } catch (InDoubtException e) {
                books.perhapsOut(text(e.value()));
                throw e;
            }
        }
    }

    /** What is taken is held, and then consumed or given back. */
    static final class LockingQueues extends Queues {
        private static final int GIVEN_BACK_EVERY = 4;
        private final LockingQueue queue = LockingQueue.create(client, "/locking");

        LockingQueues(Run run, int number, Books books) {
            super(run, number, books);
        }

        @Override
        void put(byte[] value, int priority) {
            queue.put(value, priority);
        }

        @Override
        boolean take() {
            Optional<QueueEntry> entry = queue.get(PATIENCE.dividedBy(4));
            return entry.isPresent() && consume(entry.get());
        }

        private boolean consume(QueueEntry entry) {
            try (entry) {
                if (random.nextInt(GIVEN_BACK_EVERY) == 0) {
                    return true; // closed without being consumed
                }
                String value = text(entry.value());
                try {
                    boolean consumed = entry.consume();
                    if (consumed) {
                        books.out(value);
                    }
                    return consumed;
                } catch (KazooException e) {
                    books.perhapsOut(value);
                    throw e;
                }
            }
        }
    }
}
