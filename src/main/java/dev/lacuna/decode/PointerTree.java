package dev.lacuna.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON pointers of all fields as one tree, so that one pass over a payload finds them all and skips the rest.
final class PointerTree {

    private final Map<String, PointerTree> children = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();

    void add(List<String> tokens, Slot slot) {
        PointerTree node = this;
        for (String token : tokens) {
            node = node.children.computeIfAbsent(token, t -> new PointerTree());
        }
        node.slots.add(slot);
    }

    @Nullable
    PointerTree child(String name) {
        return children.get(name);
    }

    /// The fields whose pointer ends here.
    List<Slot> slots() {
        return slots;
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    /// How many fields stand in the whole tree.
    int size() {
        int size = slots.size();
        for (PointerTree child : children.values()) {
            size += child.size();
        }
        return size;
    }
}
