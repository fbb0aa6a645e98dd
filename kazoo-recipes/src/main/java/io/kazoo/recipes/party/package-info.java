/** Parties: {@link io.kazoo.recipes.party.Party} blocks, {@link io.kazoo.recipes.party.AsyncParty} does not. */
@NullMarked
package io.kazoo.recipes.party;

import org.jspecify.annotations.NullMarked;
