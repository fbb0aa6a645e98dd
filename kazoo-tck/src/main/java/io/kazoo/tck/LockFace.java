package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;

import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The two faces of a lock. */
enum LockFace {
    BLOCKING {
        @Override
        Hold acquire(Lock lock) {
            return lock.acquire();
        }

        @Override
        Hold acquire(Lock lock, Duration timeout) {
            return lock.acquire(timeout);
        }

        @Override
        Optional<Hold> tryAcquire(Lock lock) {
            return lock.tryAcquire();
        }

        @Override
        List<String> contenders(Lock lock) {
            return lock.contenders();
        }

        @Override
        void release(Hold held) {
            held.release();
        }
    },
    ASYNC {
        @Override
        Hold acquire(Lock lock) {
            return lock.async().acquire().get(LIMIT);
        }

        @Override
        Hold acquire(Lock lock, Duration timeout) {
            return lock.async().acquire(timeout).get(LIMIT);
        }

        @Override
        Optional<Hold> tryAcquire(Lock lock) {
            return lock.async().tryAcquire().get(LIMIT);
        }

        @Override
        List<String> contenders(Lock lock) {
            return lock.async().contenders().get(LIMIT);
        }

        @Override
        void release(Hold held) {
            held.releaseAsync().get(LIMIT);
        }
    };

    abstract Hold acquire(Lock lock);

    abstract Hold acquire(Lock lock, Duration timeout);

    abstract Optional<Hold> tryAcquire(Lock lock);

    abstract List<String> contenders(Lock lock);

    abstract void release(Hold held);
}
