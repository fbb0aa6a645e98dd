package io.kazoo.recipes.cache;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The children of a node by name: a hash table with open addressing, some six bytes a child. One thread writes, any may read
 * meanwhile: a slot is never emptied, only marked, so a reader that passes by misses nobody.
 */
final class ChildSet {
    private static final int SMALLEST = 4;
    /** Stands where somebody was. */
    private static final TreeNode GONE = new TreeNode("", Tree.NOTHING, null);

    private volatile AtomicReferenceArray<@Nullable TreeNode> table = new AtomicReferenceArray<>(SMALLEST);
    private int used;
    private int size;

    /** On any thread. */
    @Nullable
    TreeNode get(String name) {
        AtomicReferenceArray<@Nullable TreeNode> slots = table;
        return slots.get(slotOf(slots, name));
    }

    /** Adds a node, or replaces the one of that name. */
    void put(TreeNode node) {
        int slot = slotOf(table, node.name);
        if (table.get(slot) == null) {
            if (4 * (used + 1) > 3 * table.length()) {
                rebuild();
                slot = slotOf(table, node.name);
            }
            used++;
            size++;
        }
        table.set(slot, node);
    }

    void remove(String name) {
        int slot = slotOf(table, name);
        if (table.get(slot) != null) {
            table.set(slot, GONE);
            size--;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Visits all, in no order. On any thread. */
    void forEach(Consumer<TreeNode> visitor) {
        AtomicReferenceArray<@Nullable TreeNode> slots = table;
        IntStream.range(0, slots.length()).forEach(slot -> {
            TreeNode node = slots.get(slot);
            if (node != null && node != GONE) {
                visitor.accept(node);
            }
        });
    }

    /** Returns the names of all, in no order. On any thread. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        forEach(node -> names.add(node.name));
        return names;
    }

    /** Where a name is, or else the empty slot where it would be; there always is one. */
    private static int slotOf(AtomicReferenceArray<@Nullable TreeNode> slots, String name) {
        int mask = slots.length() - 1;
        int hash = name.hashCode() * 0x9E3779B9;
        int slot = (hash >>> 16 ^ hash) & mask;
        TreeNode there = slots.get(slot);
        while (there != null && (there == GONE || !there.name.equals(name))) {
            slot = slot + 1 & mask;
            there = slots.get(slot);
        }
        return slot;
    }

    /** Makes room for one more, and drops the marks. */
    private void rebuild() {
        int length = SMALLEST;
        while (2 * (size + 1) > length) {
            length *= 2;
        }
        AtomicReferenceArray<@Nullable TreeNode> slots = new AtomicReferenceArray<>(length);
        forEach(node -> slots.set(slotOf(slots, node.name), node));
        used = size;
        table = slots;
    }
}
