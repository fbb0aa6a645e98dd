package io.kazoo.recipes.partition;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides which part of the set is whose. All members must use the same one, on the same set: it is called by each for
 * itself, and the parts must be disjoint. Called on a thread that may block.
 */
@FunctionalInterface
public interface PartitionFunction {
    /**
     * Returns the part of one member.
     *
     * @param identifier the member
     * @param members all members, in the order of their code points, so the same everywhere
     * @param partitions the set
     * @return some of the set, without duplicates; empty if there is nothing for it
     * @throws Exception which ends the partitioner with {@link PartitionState#FAILURE}
     */
    List<String> partition(String identifier, List<String> members, Set<String> partitions) throws Exception;

    /** Returns kazoo's: the set in order, of which each member takes every n-th, beginning with its place among them. */
    static PartitionFunction everyNth() {
        return (identifier, members, partitions) -> {
            List<String> all = CodePoints.sorted(partitions);
            int first = CodePoints.sorted(members).indexOf(identifier);
            return IntStream.iterate(first, next -> next < all.size(), next -> next + members.size())
                    .mapToObj(all::get)
                    .toList();
        };
    }
}
