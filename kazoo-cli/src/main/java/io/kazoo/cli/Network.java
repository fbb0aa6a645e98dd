package io.kazoo.cli;

import io.kazoo.HostPort;
import io.kazoo.testing.FaultProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The wires between one worker and the servers: a proxy for each server, so that they can be cut for this one alone. */
final class Network implements AutoCloseable {
    private final List<Member> members;
    private final List<FaultProxy> proxies = new ArrayList<>();

    Network(List<Member> members) {
        this.members = members;
        members.forEach(member -> proxies.add(FaultProxy.to(member.address())));
    }

    /** Returns where the worker connects to. */
    String servers() {
        return proxies.stream().map(FaultProxy::connectString).collect(Collectors.joining(","));
    }

    /** Returns the server behind an address that the worker is connected to. */
    Member member(HostPort server) {
        for (int i = 0; i < proxies.size(); i++) {
            if (proxies.get(i).address().getPort() == server.port()) {
                return members.get(i);
            }
        }
        throw new IllegalArgumentException("no wire leads to " + server);
    }

    /** Cuts the worker off: nothing passes any more, and nobody is told. */
    void cut() {
        proxies.forEach(proxy -> proxy.blackhole(true));
    }

    /** Ends {@link #cut()}. */
    void mend() {
        proxies.forEach(FaultProxy::heal);
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
    }
}
