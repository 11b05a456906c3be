package dev.lacuna.decode;

import dev.lacuna.decode.walk.ValueSink;
import dev.lacuna.model.Fields;
import dev.lacuna.model.ValueType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Picks the fields that pointers name out of what a walker tells, and notes shape and numbers of the rest.
/// What nobody wants is passed over.
final class FieldSink implements ValueSink {

    /// Whole numbers up to here are exact in 64 bits of floating point.
    private static final double LARGEST_EXACT = 9_007_199_254_740_992.0;

    private final PointerTree pointers;
    private final Values values;
    private final @Nullable ContentCollector content;
    private final List<Slot> slots;
    private @Nullable PointerTree[] nodes = new PointerTree[16];
    private @Nullable ContentNode[] places = new ContentNode[16];
    private int depth;
    /// What is wanted of the next value, and where it is noted.
    private @Nullable PointerTree node;

    private @Nullable ContentNode place;

    /// @param content notes shape and numbers of what is valid; null: nobody wants them
    FieldSink(PointerTree pointers, Values values, @Nullable ContentCollector content) {
        this.pointers = pointers;
        this.values = values;
        this.content = content;
        this.slots = pointers.allSlots();
    }

    /// Forgets what was picked and begins with a payload, perhaps once more with the same.
    void begin() {
        slots.forEach(values::forget);
        depth = 0;
        node = pointers;
        place = content == null ? null : content.begin();
    }

    private boolean enter(ValueType type) {
        note(type);
        if (place == null && (node == null || !node.hasChildren())) {
            return false;
        }
        if (depth == nodes.length) {
            nodes = Arrays.copyOf(nodes, depth * 2);
            places = Arrays.copyOf(places, depth * 2);
        }
        nodes[depth] = node;
        places[depth++] = place;
        return true;
    }

    private void note(ValueType type) {
        if (place != null && content != null) {
            content.saw(place, type);
        }
    }

    @Override
    public boolean beginObject() {
        return enter(ValueType.OBJECT);
    }

    @Override
    public boolean member(byte[] array, int from, int to) {
        PointerTree above = nodes[depth - 1];
        ContentNode around = places[depth - 1];
        node = above == null ? null : above.child(array, from, to);
        place = around == null || content == null ? null : content.member(around, array, from, to);
        return node != null || place != null;
    }

    @Override
    public void endObject() {
        depth--;
    }

    @Override
    public boolean beginArray() {
        return enter(ValueType.ARRAY);
    }

    @Override
    public boolean element(int index) {
        PointerTree above = nodes[depth - 1];
        ContentNode around = places[depth - 1];
        node = above == null || !above.hasChildren() ? null : above.child(Integer.toString(index));
        place = around == null || content == null ? null : content.element(around, index);
        return node != null || place != null;
    }

    @Override
    public void endArray() {
        depth--;
    }

    @Override
    public void none() {
        note(ValueType.NULL);
    }

    @Override
    public void truth(boolean value) {
        note(ValueType.BOOLEAN);
    }

    @Override
    public void integer(long value) {
        noteNumber(value);
        List<Slot> wanted = wanted();
        for (int i = 0; i < wanted.size(); i++) {
            values.put(wanted.get(i), value);
        }
    }

    @Override
    public void fraction(double value, boolean single) {
        noteNumber(value);
        List<Slot> wanted = wanted();
        if (wanted.isEmpty()) {
            return;
        }
        // languages without integers write whole numbers as fractions
        boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT;
        for (Slot slot : wanted) {
            if (whole) {
                values.put(slot, (long) value);
            } else {
                values.put(slot, single ? Float.toString((float) value) : Double.toString(value));
            }
        }
    }

    @Override
    public void number(String digits) {
        if (place != null) {
            noteNumber(Double.parseDouble(digits));
        }
        wanted().forEach(slot -> values.put(slot, digits));
    }

    @Override
    public void text(byte[] array, int from, int to) {
        note(ValueType.TEXT);
        values.put(wanted(), array, from, to);
    }

    @Override
    public void bytes(byte[] array, int from, int to) {
        note(ValueType.TEXT);
        List<Slot> wanted = wanted();
        if (!wanted.isEmpty()) {
            String hex = HexFormat.of().formatHex(array, from, to);
            wanted.forEach(slot -> values.put(slot, hex));
        }
    }

    @Override
    public void time(long stored, long seconds, int nanos) {
        noteNumber(stored);
        for (Slot slot : wanted()) {
            values.put(slot, slot == Slot.EVENT_TIME ? millis(seconds, nanos) : stored);
        }
    }

    private static long millis(long seconds, int nanos) {
        return Math.abs(seconds) > Long.MAX_VALUE / 1001 ? Fields.ABSENT : seconds * 1000 + nanos / 1_000_000;
    }

    private void noteNumber(double value) {
        note(ValueType.NUMBER);
        if (place != null && content != null && Double.isFinite(value)) {
            content.number(place, value);
        }
    }

    private List<Slot> wanted() {
        return node == null ? List.of() : node.slots();
    }
}
