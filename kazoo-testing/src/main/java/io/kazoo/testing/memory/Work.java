package io.kazoo.testing.memory;

/** A request that was read and is to be served. */
@FunctionalInterface
interface Work {
    /**
     * Serves it.
     *
     * @throws Refusal if the answer is an error
     */
    Reply run(Call call);
}
