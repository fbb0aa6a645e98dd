package io.kazoo.recipes.watch;

import io.kazoo.NodeChildren;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Tells a function what is new about the children since it was called last. */
final class ChildrenCall implements Delivery.Function<NodeChildren> {
    private final ChildrenFunction function;
    private Set<String> known = Set.of();

    ChildrenCall(ChildrenFunction function) {
        this.function = function;
    }

    @Override
    public WatchDecision call(News<NodeChildren> news) throws Exception {
        List<String> children = Objects.requireNonNull(news.value()).children();
        ChildrenChange change = ChildrenChange.between(known, children, news.event());
        known = Set.copyOf(children);
        return function.call(change);
    }
}
