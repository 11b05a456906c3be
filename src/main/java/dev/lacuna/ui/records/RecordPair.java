package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which two records are compared: one that was kept for that and the one that leads, however far away it is; or the
/// two that are chosen.
final class RecordPair {

    private final RecordsViewModel model;
    private final ReadOnlyObjectWrapper<Optional<Row>> kept =
            new ReadOnlyObjectWrapper<>(this, "kept", Optional.empty());
    private Optional<RecordList> keptOf = Optional.empty();

    RecordPair(RecordsViewModel model) {
        this.model = model;
    }

    /// The record that others are compared with.
    ReadOnlyObjectProperty<Optional<Row>> keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /// Keeps the record that leads, or keeps none any more.
    void toggle() {
        keptOf = model.list();
        kept.set(
                kept.get().isPresent() ? Optional.empty() : model.leadProperty().get());
    }

    /// Drops what was kept of a list that is no longer shown: the rest of its long value could not be fetched.
    void check() {
        if (kept.get().isPresent() && !keptOf.equals(model.list())) {
            kept.set(Optional.empty());
        }
    }

    /// The two; empty where there is but one, or more.
    Optional<List<Row>> rows() {
        Optional<Row> lead = model.leadProperty().get();
        if (kept.get().isPresent()) {
            return lead.filter(row -> !row.place().equals(kept.get().get().place()))
                    .map(row -> List.of(kept.get().get(), row));
        }
        return model.selection().pair().or(this::neighbours).flatMap(places -> {
            List<Row> rows =
                    places.stream().flatMap(place -> model.row(place).stream()).toList();
            return rows.size() == 2 ? Optional.of(rows) : Optional.empty();
        });
    }

    /// Two that stand one below the other, as Shift and an arrow choose them.
    private Optional<List<RecordPlace>> neighbours() {
        RecordSelection selection = model.selection();
        if (selection.isAll() || selection.stretches().size() != 1) {
            return Optional.empty();
        }
        RecordSelection.Stretch stretch = selection.stretches().getFirst();
        List<RecordPlace> places = model.atHand().stream()
                .map(Row::place)
                .filter(stretch::contains)
                .limit(3)
                .toList();
        return places.equals(List.of(stretch.first(), stretch.last())) ? Optional.of(places) : Optional.empty();
    }
}
