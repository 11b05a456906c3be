package dev.lacuna.detect.content;

import dev.lacuna.detect.Place;
import java.util.Comparator;
import java.util.List;

/// A point in time at which fields changed, or a stretch in which one way gave way to another.
///
/// @param fields never empty, the worst first
record SchemaChange(List<FieldChange> fields) {

    Place from() {
        return fields.stream()
                .map(FieldChange::from)
                .min(Comparator.comparingLong(Place::ordinal))
                .orElseThrow();
    }

    Place to() {
        return fields.stream().map(FieldChange::to).reduce(Place::later).orElseThrow();
    }

    boolean breaks() {
        return fields.stream().anyMatch(FieldChange::breaks);
    }
}
