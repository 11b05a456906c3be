package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What lies on the lanes besides events and findings: notes, the ways of groups, and the record that is looked at.
public final class Annotations {

    /// Where one record stands.
    public record Spot(PartitionRef partition, Position position, long millis) {}

    private final Runnable changed;
    private final Set<String> groups = new LinkedHashSet<>();
    private List<LaneNote> notes = List.of();
    private Optional<Spot> record = Optional.empty();

    Annotations(Runnable changed) {
        this.changed = changed;
    }

    Optional<Spot> record() {
        return record;
    }

    /// Marks where a record stands; empty marks none.
    public void showRecord(Optional<Spot> spot) {
        if (!spot.equals(record)) {
            record = spot;
            changed.run();
        }
    }

    /// The notes that are drawn.
    List<LaneNote> notes() {
        return notes;
    }

    public void showNotes(List<LaneNote> newNotes) {
        notes = List.copyOf(newNotes);
        changed.run();
    }

    /// The groups whose way over the lanes is drawn, in the order they were chosen.
    List<String> groups() {
        return List.copyOf(groups);
    }

    public boolean showsGroup(String group) {
        return groups.contains(group);
    }

    public void showGroup(String group, boolean on) {
        if (on ? groups.add(group) : groups.remove(group)) {
            changed.run();
        }
    }

    /// Draws these groups and no others, and tells nobody.
    void takeUpGroups(Collection<String> chosen) {
        groups.clear();
        groups.addAll(chosen);
    }
}
