package io.kazoo.recipes.support;

import io.kazoo.handler.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Users' listeners of a recipe, each told on a lane of its own: in order, and a slow or failing one (rules H-2 and H-4 of
 * the handler) concerns no other. Confined to the recipe's lane.
 */
public final class Listeners<L> {
    private record Registered<L>(L listener, Lane lane) {}

    private final RecipeContext context;
    private final List<Registered<L>> all = new ArrayList<>();

    /** Makes an empty set. */
    public Listeners(RecipeContext context) {
        this.context = context;
    }

    /**
     * Adds a listener; without effect if it is there.
     *
     * @param first what it is told before anything else
     */
    public void add(L listener, Consumer<? super L> first) {
        if (all.stream().noneMatch(each -> each.listener().equals(listener))) {
            Registered<L> added = new Registered<>(listener, context.newCallbackLane());
            all.add(added);
            added.lane().execute(() -> first.accept(listener));
        }
    }

    /** Removes a listener: what is on its way to it still arrives. */
    public void remove(L listener) {
        all.removeIf(each -> each.listener().equals(listener));
    }

    /** Tells all of them. */
    public void tell(Consumer<? super L> news) {
        all.forEach(each -> each.lane().execute(() -> news.accept(each.listener())));
    }
}
