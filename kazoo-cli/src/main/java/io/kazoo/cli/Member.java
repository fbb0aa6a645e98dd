package io.kazoo.cli;

import java.net.InetSocketAddress;

/**
 * A server of the ensemble.
 *
 * @param label what the timeline calls it
 * @param address where it listens for clients
 */
record Member(String label, InetSocketAddress address) {}
