package dev.lacuna.detect.rate;

import dev.lacuna.model.Position;
import java.util.Arrays;

/// A row of positions of one partition: dense ones, as nearly all are, in eight bytes each.
final class PositionRow {

    private long[] offsets;
    private Position[] others = new Position[0];
    private boolean dense = true;

    PositionRow(int length) {
        offsets = new long[length];
    }

    void growTo(int length) {
        if (dense) {
            offsets = Arrays.copyOf(offsets, length);
        } else {
            others = Arrays.copyOf(others, length);
        }
    }

    Position get(int at) {
        return dense ? Position.offset(offsets[at]) : others[at];
    }

    void set(int at, Position position) {
        if (dense && !position.isDense()) {
            dense = false;
            others = new Position[offsets.length];
            offsets = new long[0];
        }
        if (dense) {
            offsets[at] = position.asOffset();
        } else {
            others[at] = position;
        }
    }

    void lower(int at, Position position) {
        if (dense && position instanceof Position.Offset offset) {
            offsets[at] = Math.min(offsets[at], offset.value());
        } else {
            set(at, Position.min(get(at), position));
        }
    }

    void raise(int at, Position position) {
        if (dense && position instanceof Position.Offset offset) {
            offsets[at] = Math.max(offsets[at], offset.value());
        } else {
            set(at, Position.max(get(at), position));
        }
    }

    /// Takes over what stands elsewhere in the row.
    void copy(int from, int to, int length) {
        if (dense) {
            System.arraycopy(offsets, from, offsets, to, length);
        } else {
            System.arraycopy(others, from, others, to, length);
        }
    }
}
