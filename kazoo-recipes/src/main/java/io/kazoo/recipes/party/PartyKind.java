package io.kazoo.recipes.party;

import io.kazoo.recipes.support.RecipePaths;
import java.util.List;

/** Where members put their identifiers. */
enum PartyKind {
    /** In the data of their nodes (kazoo's {@code Party}). */
    FULL,
    /** In the names of their nodes (kazoo's {@code ShallowParty}): one request tells them all. */
    SHALLOW;

    private static final String MARKER = "__party__";

    /** Makes the name of a member's node. */
    String newName(String identifier) {
        return RecipePaths.newId() + (this == FULL ? MARKER : "-" + identifier);
    }

    /** Returns the members among the children of a party's node; in a shallow party everybody is one, as in kazoo. */
    List<String> members(List<String> children) {
        return this == SHALLOW
                ? children
                : children.stream().filter(name -> name.contains(MARKER)).toList();
    }

    /** Returns what stands behind the first dash, all of it if there is none. */
    static String identifierIn(String name) {
        return name.substring(name.indexOf('-') + 1);
    }
}
