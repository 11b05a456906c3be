package dev.lacuna.detect.content;

import dev.lacuna.model.FieldPath;
import dev.lacuna.model.Position;
import dev.lacuna.model.Shape;
import dev.lacuna.model.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;

/// Follows payloads whose shapes are too many, field by field: which fields go together is lost.
final class Unlisted {

    /// Fields of one partition whose shapes are not followed.
    private static final int MOST_FIELDS = 1_024;

    private final Map<FieldAt, Series> fields = new LinkedHashMap<>();
    private long events;

    private record FieldAt(FieldPath path, ValueType type) {}

    /// Told of what was seen.
    interface Seen {
        void at(FieldPath path, ValueType type, Series series);
    }

    void add(Shape shape, int block, long ordinal, Position position, long millis) {
        events++;
        for (int i = 0; i < shape.size(); i++) {
            FieldAt at = new FieldAt(shape.path(i), shape.type(i));
            Series series = fields.get(at);
            if (series == null && fields.size() < MOST_FIELDS) {
                series = new Series();
                fields.put(at, series);
            }
            if (series != null) {
                series.add(block, ordinal, position, millis);
            }
        }
    }

    long events() {
        return events;
    }

    void coarsen() {
        fields.values().forEach(Series::coarsen);
    }

    void forEach(Seen seen) {
        fields.forEach((at, series) -> seen.at(at.path(), at.type(), series));
    }
}
