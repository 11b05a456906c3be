package dev.lacuna.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON pointers of all fields as one tree, so that one pass over a payload finds them all and skips the rest.
final class PointerTree {

    private final Map<String, PointerTree> children = new HashMap<>();
    private Named[] named = {};
    private final List<Slot> slots = new ArrayList<>();

    /// A child by its name in UTF-8.
    private record Named(byte[] name, PointerTree node) {}

    void add(List<String> tokens, Slot slot) {
        PointerTree node = this;
        for (String token : tokens) {
            node = node.childFor(token);
        }
        node.slots.add(slot);
    }

    private PointerTree childFor(String token) {
        PointerTree child = children.get(token);
        if (child == null) {
            child = new PointerTree();
            children.put(token, child);
            named = Arrays.copyOf(named, named.length + 1);
            named[named.length - 1] = new Named(token.getBytes(StandardCharsets.UTF_8), child);
        }
        return child;
    }

    @Nullable
    PointerTree child(String name) {
        return children.get(name);
    }

    /// The child whose name is these bytes in UTF-8. Pointers are few, so looking at each is quicker than a map.
    @Nullable
    PointerTree child(byte[] array, int from, int to) {
        for (int i = 0; i < named.length; i++) {
            byte[] name = named[i].name();
            if (name.length == to - from && isAt(array, from, name)) {
                return named[i].node();
            }
        }
        return null;
    }

    /// Names are short: this is quicker than what is made for long arrays.
    private static boolean isAt(byte[] array, int from, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (array[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /// The fields whose pointer ends here.
    List<Slot> slots() {
        return slots;
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    /// The fields of the whole tree.
    List<Slot> allSlots() {
        List<Slot> all = new ArrayList<>(slots);
        children.values().forEach(child -> all.addAll(child.allSlots()));
        return all;
    }
}
