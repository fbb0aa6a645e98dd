package io.kazoo.tck;

import io.kazoo.handler.Handler;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The contracts of watches and caches, part of level 3, each a suite of its own in reports: a handler's test extends this and makes the handler. */
public abstract class WatchRecipeTck {
    /** For the handler's tests. */
    protected WatchRecipeTck() {}

    /** Makes a handler to be checked, not started. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    @Nested
    final class DataWatchSuite extends DataWatchContract {
        @Override
        protected Handler newHandler() {
            return WatchRecipeTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return WatchRecipeTck.this.capabilities();
        }
    }

    @Nested
    final class ChildrenWatchSuite extends ChildrenWatchContract {
        @Override
        protected Handler newHandler() {
            return WatchRecipeTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return WatchRecipeTck.this.capabilities();
        }
    }

    @Nested
    final class WatchFaultSuite extends WatchFaultContract {
        @Override
        protected Handler newHandler() {
            return WatchRecipeTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return WatchRecipeTck.this.capabilities();
        }
    }

    @Nested
    final class TreeCacheSuite extends TreeCacheContract {
        @Override
        protected Handler newHandler() {
            return WatchRecipeTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return WatchRecipeTck.this.capabilities();
        }
    }

    @Nested
    final class TreeCacheFaultSuite extends TreeCacheFaultContract {
        @Override
        protected Handler newHandler() {
            return WatchRecipeTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return WatchRecipeTck.this.capabilities();
        }
    }

    @Nested
    final class TreeChangesSuite extends TreeChangesContract {
        @Override
        protected Handler newHandler() {
            return WatchRecipeTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return WatchRecipeTck.this.capabilities();
        }
    }

    @Nested
    final class WatchExamplesSuite extends WatchExamplesContract {
        @Override
        protected Handler newHandler() {
            return WatchRecipeTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return WatchRecipeTck.this.capabilities();
        }
    }
}
