package io.kazoo.chaos;

import io.kazoo.KazooClient;
import java.util.List;

/** What all workers of a run share. */
record Run(long seed, Judge judge, List<KazooClient> clients, KazooClient observer) {
    KazooClient client(int number) {
        return clients.get(number);
    }
}
