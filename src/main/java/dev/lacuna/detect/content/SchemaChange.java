package dev.lacuna.detect.content;

import dev.lacuna.detect.Spot;
import java.util.Comparator;
import java.util.List;

/// A point in time at which fields changed, or a stretch in which one way gave way to another.
///
/// @param fields never empty, the worst first
record SchemaChange(List<FieldChange> fields) {

    Spot from() {
        return fields.stream()
                .map(FieldChange::from)
                .min(Comparator.comparingLong(Spot::ordinal))
                .orElseThrow();
    }

    Spot to() {
        return fields.stream().map(FieldChange::to).reduce(Spot::later).orElseThrow();
    }

    boolean breaks() {
        return fields.stream().anyMatch(FieldChange::breaks);
    }
}
