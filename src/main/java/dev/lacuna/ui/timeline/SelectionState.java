package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is selected of a timeline, what is being dragged, and from where a selection grows. It looks up where both lie
/// along the axis that is shown.
final class SelectionState {

    /// What places were looked up of.
    private record PlacesAsked(Selection selection, Axis axis, AxisMap map) {}

    private final Viewport viewport;
    private final FindingSet findings;
    private final Runnable changed;

    private Selection selection = new Selection.None();
    private @Nullable Area draft;
    private OptionalLong anchor = OptionalLong.empty();

    private Map<PartitionRef, AxisSpan> places = Map.of();
    private @Nullable PlacesAsked placesAsked;

    SelectionState(Viewport viewport, FindingSet findings, Runnable changed) {
        this.viewport = viewport;
        this.findings = findings;
        this.changed = changed;
    }

    Selection selection() {
        return selection;
    }

    Optional<Area> draft() {
        return Optional.ofNullable(draft);
    }

    void select(Selection newSelection) {
        boolean drafted = draft != null;
        draft = null;
        if (drafted || !newSelection.equals(selection)) {
            selection = newSelection;
            changed.run();
        }
    }

    /// Keeps only what lies in one stream.
    void narrowTo(StreamRef stream) {
        Set<PartitionRef> left = partitions();
        left.removeIf(partition -> !partition.stream().equals(stream));
        select(
                switch (selection) {
                    case Selection.Span span -> new Selection.Span(span.time(), left);
                    case Selection.Partitions all -> new Selection.Partitions(left);
                    case Selection.Findings chosen ->
                        new Selection.Findings(chosen.ids().stream()
                                .filter(id -> findings.find(id)
                                        .filter(finding -> left.contains(finding.partition()))
                                        .isPresent())
                                .collect(Collectors.toSet()));
                    case Selection.Events events ->
                        new Selection.Events(events.ranges().stream()
                                .filter(range -> left.contains(range.partition()))
                                .collect(Collectors.toSet()));
                    case Selection.None none -> none;
                });
    }

    /// Shows an area while it is dragged.
    void draft(AxisSpan span, Set<PartitionRef> chosen) {
        draft = new Area(viewport.axis(), span, chosen);
        changed.run();
    }

    /// Makes what was dragged the selection.
    void commitDraft() {
        if (draft != null) {
            select(draft.selection());
        }
    }

    /// Gives up what is being dragged, else the selection.
    void clear() {
        if (draft != null) {
            draft = null;
            changed.run();
        } else {
            select(new Selection.None());
        }
    }

    /// Remembers where a later [#extendTo] starts from when there is no span to extend.
    void anchor(long place) {
        anchor = OptionalLong.of(place);
    }

    /// Forgets what belongs to the axis that was shown.
    void leaveAxis() {
        anchor = OptionalLong.empty();
        draft = null;
    }

    Optional<TimeSpan> time() {
        return switch (selection) {
            case Selection.Span span -> Optional.of(span.time());
            case Selection.Findings chosen ->
                chosen.ids().stream()
                        .flatMap(id -> findings.find(id).stream())
                        .map(Finding::time)
                        .reduce(TimeSpan::union);
            case Selection.None none -> Optional.empty();
            case Selection.Events events -> Optional.empty();
            case Selection.Partitions chosen -> Optional.empty();
        };
    }

    /// A set of the caller's own.
    Set<PartitionRef> partitions() {
        Set<PartitionRef> result = new LinkedHashSet<>();
        switch (selection) {
            case Selection.Span span -> result.addAll(span.partitions());
            case Selection.Partitions chosen -> result.addAll(chosen.partitions());
            case Selection.Findings chosen ->
                chosen.ids().forEach(id -> findings.find(id).ifPresent(finding -> result.add(finding.partition())));
            case Selection.Events events -> events.ranges().forEach(range -> result.add(range.partition()));
            case Selection.None none -> {}
        }
        return result;
    }

    /// What is selected of each lane, along the axis that is shown: times and positions are looked up where the other
    /// ones are selected. Lanes without either are left out.
    Map<PartitionRef, AxisSpan> places() {
        var asked = new PlacesAsked(selection, viewport.axis(), viewport.map());
        if (!asked.equals(placesAsked)) {
            placesAsked = asked;
            places = SelectedPlaces.of(selection, viewport.axis(), viewport.map(), findings.byId());
        }
        return places;
    }

    Optional<AxisSpan> span() {
        return places().values().stream().reduce(AxisSpan::union);
    }

    /// The selection, where it is one span of this axis over some lanes: then its edges can be dragged.
    Optional<Area> area() {
        if (selection instanceof Selection.Span span && viewport.axis() == Axis.TIME) {
            return Optional.of(new Area(Axis.TIME, AxisSpan.of(span.time()), span.partitions()));
        }
        return selection instanceof Selection.Events events && viewport.axis() == Axis.OFFSET
                ? Area.of(events)
                : Optional.empty();
    }

    /// Grows what is selected up to the place and the partition; its other edge stays.
    void extendTo(long place, @Nullable PartitionRef partition) {
        Set<PartitionRef> chosen = partitions();
        if (partition != null) {
            chosen.add(partition);
        }
        Optional<AxisSpan> from = span().or(() -> anchor.isPresent()
                ? Optional.of(new AxisSpan(anchor.getAsLong(), anchor.getAsLong()))
                : Optional.empty());
        from.ifPresent(span -> {
            AxisSpan grown = new AxisSpan(Math.min(span.from(), place), Math.max(span.to(), place));
            select(new Area(viewport.axis(), grown, chosen).selection());
        });
    }

    /// Adds a partition, or takes it out again.
    void toggle(PartitionRef partition) {
        Set<PartitionRef> chosen = partitions();
        if (!chosen.remove(partition)) {
            chosen.add(partition);
        }
        if (chosen.isEmpty()) {
            select(new Selection.None());
        } else if (selection instanceof Selection.Span span) {
            select(new Selection.Span(span.time(), chosen));
        } else {
            Optional<AxisSpan> span = span();
            select(
                    span.isPresent()
                            ? new Area(viewport.axis(), span.get(), chosen).selection()
                            : new Selection.Partitions(chosen));
        }
    }
}
