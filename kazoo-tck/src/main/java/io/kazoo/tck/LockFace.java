package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;

import io.kazoo.recipes.lock.HeldLock;
import io.kazoo.recipes.lock.Lock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The two faces of a lock. */
enum LockFace {
    BLOCKING {
        @Override
        HeldLock acquire(Lock lock) {
            return lock.acquire();
        }

        @Override
        HeldLock acquire(Lock lock, Duration timeout) {
            return lock.acquire(timeout);
        }

        @Override
        Optional<HeldLock> tryAcquire(Lock lock) {
            return lock.tryAcquire();
        }

        @Override
        List<String> contenders(Lock lock) {
            return lock.contenders();
        }

        @Override
        void release(HeldLock held) {
            held.release();
        }
    },
    ASYNC {
        @Override
        HeldLock acquire(Lock lock) {
            return lock.async().acquire().get(LIMIT);
        }

        @Override
        HeldLock acquire(Lock lock, Duration timeout) {
            return lock.async().acquire(timeout).get(LIMIT);
        }

        @Override
        Optional<HeldLock> tryAcquire(Lock lock) {
            return lock.async().tryAcquire().get(LIMIT);
        }

        @Override
        List<String> contenders(Lock lock) {
            return lock.async().contenders().get(LIMIT);
        }

        @Override
        void release(HeldLock held) {
            held.releaseAsync().get(LIMIT);
        }
    };

    abstract HeldLock acquire(Lock lock);

    abstract HeldLock acquire(Lock lock, Duration timeout);

    abstract Optional<HeldLock> tryAcquire(Lock lock);

    abstract List<String> contenders(Lock lock);

    abstract void release(HeldLock held);
}
