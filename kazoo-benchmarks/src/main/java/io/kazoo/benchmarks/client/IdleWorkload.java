package io.kazoo.benchmarks.client;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Clients that do nothing: {@code server clients}. Counts what each of them costs in platform threads and heap. */
final class IdleWorkload implements Workload {
    private final Set<Long> threadsBefore;

    /**
     * Makes one.
     *
     * @param threadsBefore the threads there were before there was anything of the client in this JVM
     */
    IdleWorkload(Set<Long> threadsBefore) {
        this.threadsBefore = threadsBefore;
    }

    @Override
    public Map<String, Double> run(Contestant contestant, Settings settings) throws Exception {
        int count = settings.number("clients");
        List<MeasuredClient> clients = new ArrayList<>();
        try {
            // One beforehand, so that what all share is there.
            clients.add(contestant.open(settings.text("server"), SESSION_MILLIS));
            clients.get(0).get(NODE);
            long heapBefore = usedHeap();
            long begin = System.nanoTime();
            for (int i = 1; i <= count; i++) {
                clients.add(contestant.open(settings.text("server"), SESSION_MILLIS));
            }
            long nanos = System.nanoTime() - begin;
            Map<String, Double> result = new LinkedHashMap<>();
            Set<Long> after = threads();
            after.removeAll(threadsBefore);
            result.put("threads", (double) after.size());
            result.put("heapKilobytesPerClient", (usedHeap() - heapBefore) / 1024.0 / count);
            result.put("openMicrosPerClient", nanos / 1e3 / count);
            return result;
        } finally {
            Workload.closeAll(clients);
        }
    }

    /** Returns the platform threads of this JVM. */
    static Set<Long> threads() {
        Set<Long> ids = new HashSet<>();
        for (long id : ManagementFactory.getThreadMXBean().getAllThreadIds()) {
            ids.add(id);
        }
        return ids;
    }

    /** What is left after collections, repeated until it does not shrink any more. */
    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        while (true) {
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (now >= used - 1024) {
                return now;
            }
            used = now;
        }
    }
}
