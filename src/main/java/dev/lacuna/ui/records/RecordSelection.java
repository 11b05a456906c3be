package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which records of a list are chosen, as stretches from one place to another: choosing all of millions costs no more
/// than choosing one. The *lead* is the one that keys move on from.
final class RecordSelection {

    /// @param anchor where it was begun
    /// @param lead where it ends now, before the anchor or behind it
    record Stretch(RecordPlace anchor, RecordPlace lead) {

        RecordPlace first() {
            return anchor.compareTo(lead) <= 0 ? anchor : lead;
        }

        RecordPlace last() {
            return anchor.compareTo(lead) <= 0 ? lead : anchor;
        }

        boolean contains(RecordPlace place) {
            return first().compareTo(place) <= 0 && place.compareTo(last()) <= 0;
        }

        boolean isOne() {
            return anchor.equals(lead);
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();
    private boolean all;
    private @Nullable RecordPlace lead;

    void clear() {
        stretches.clear();
        all = false;
        lead = null;
    }

    /// One record alone.
    void choose(RecordPlace place) {
        stretches.clear();
        all = false;
        stretches.add(new Stretch(place, place));
        lead = place;
    }

    /// From where the last stretch was begun up to here.
    void extend(RecordPlace place) {
        if (stretches.isEmpty() || all) {
            choose(place);
            return;
        }
        stretches.set(stretches.size() - 1, new Stretch(stretches.getLast().anchor(), place));
        lead = place;
    }

    /// One more, or one less.
    void toggle(RecordPlace place) {
        if (all) {
            choose(place);
            return;
        }
        int single = stretches.indexOf(new Stretch(place, place));
        if (single >= 0 && stretches.size() > 1) {
            stretches.remove(single);
            lead = stretches.getLast().lead();
        } else if (!contains(place)) {
            stretches.add(new Stretch(place, place));
            lead = place;
        }
    }

    /// The whole list, whatever it holds.
    void chooseAll() {
        all = true;
    }

    boolean isAll() {
        return all;
    }

    boolean contains(RecordPlace place) {
        return all || stretches.stream().anyMatch(stretch -> stretch.contains(place));
    }

    Optional<RecordPlace> lead() {
        return Optional.ofNullable(lead);
    }

    List<Stretch> stretches() {
        return List.copyOf(stretches);
    }

    /// Whether it is more than one record.
    boolean isMany() {
        return all || stretches.size() > 1 || stretches.stream().anyMatch(stretch -> !stretch.isOne());
    }

    /// The two records, where it is just two that were picked one by one.
    Optional<List<RecordPlace>> pair() {
        return !all && stretches.size() == 2 && stretches.stream().allMatch(Stretch::isOne)
                ? Optional.of(stretches.stream().map(Stretch::lead).toList())
                : Optional.empty();
    }
}
