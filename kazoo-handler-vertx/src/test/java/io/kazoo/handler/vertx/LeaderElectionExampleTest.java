package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.Test;

/** An example that is a test: four instances on two event loops elect a leader; the next one leads when it goes. */
class LeaderElectionExampleTest extends Face {
    private final Deque<String> leaders = new ConcurrentLinkedDeque<>();
    private final Set<String> leading = ConcurrentHashMap.newKeySet();
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    /** Leads as long as it holds the lock. The client ends with the verticle, the session with the client. */
    private final class Candidate extends AbstractVerticle {
        private final String name;

        Candidate(String name) {
            this.name = name;
        }

        @Override
        public void start(Promise<Void> started) {
            threads.add(Thread.currentThread().getName());
            KazooVertxClient mine = KazooVertx.client(vertx, options());
            mine.start().<Void>mapEmpty().onComplete(started).onSuccess(connected -> stand(mine));
        }

        private void stand(KazooVertxClient mine) {
            mine.future(Lock.create(mine.client(), "/leader").async().acquire())
                    .onSuccess(held -> lead(mine, held))
                    .onFailure(stopped -> leading.remove(name));
        }

        private void lead(KazooVertxClient mine, Hold held) {
            leading.add(name);
            leaders.add(name);
            mine.future(held.lost()).onComplete(over -> leading.remove(name));
        }
    }

    @Test
    void whenTheLeaderGoesTheNextOneLeads() throws Exception {
        Map<String, String> deployments = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c", "d")) {
            deployments.put(name, get(vertx.deployVerticle(new Candidate(name))));
        }
        assertThat(threads).hasSize(2);
        List<String> gone = new ArrayList<>();
        while (!deployments.isEmpty()) {
            int turn = gone.size() + 1;
            eventually().until(() -> leaders.size() == turn);
            String leader = leaders.getLast();
            assertThat(gone).doesNotContain(leader);
            assertThat(leading).contains(leader).hasSize(1);
            get(vertx.undeploy(deployments.remove(leader)));
            gone.add(leader);
        }
        assertThat(leaders).hasSize(4).containsExactlyElementsOf(gone);
        assertThat(get(zk.getChildren("/leader"))).isEmpty();
    }
}
