package io.kazoo.tck;

import io.kazoo.KazooClient;
import io.kazoo.NodeOperations;

/** The two faces of a client: what holds of an operation is tested on both. */
enum Face {
    BLOCKING {
        @Override
        NodeOperations of(KazooClient client) {
            return client;
        }
    },
    ASYNC {
        @Override
        NodeOperations of(KazooClient client) {
            return new AsyncFace(client.async());
        }
    };

    /** Returns the operations of a client by way of this face. */
    abstract NodeOperations of(KazooClient client);
}
