package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.repair.replay.DeadLetters;
import dev.lacuna.repair.replay.EventReading;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Picks events that are on a list, and remembers what of the list was found. Confined to one thread.
final class Picking {

    private final WantedEvents wanted;
    private final Optional<Predicate<Event>> predicate;
    private final Set<Object> found = new HashSet<>();

    private record Spot(int partition, long offset) {}

    Picking(WantedEvents wanted, EventReading reading) {
        this.wanted = wanted;
        this.predicate = switch (wanted) {
            case WantedEvents.All all -> Optional.empty();
            case WantedEvents.Ids list -> Optional.of(byId(list, reading.ids(list.extractor())));
            case WantedEvents.Positions list -> Optional.of(byPosition(list));
            case WantedEvents.Home(String stream, long redrives) ->
                Optional.of(event -> DeadLetters.home(event)
                                .filter(home -> home.stream().equals(stream))
                                .isPresent()
                        && DeadLetters.redrives(event.headers()) < redrives);
            case WantedEvents.Stranded(long redrives) ->
                Optional.of(event ->
                        DeadLetters.home(event).isEmpty() || DeadLetters.redrives(event.headers()) >= redrives);
        };
    }

    private Predicate<Event> byId(WantedEvents.Ids list, FieldReader ids) {
        return event -> {
            Bytes id = ids.read(event).id();
            if (id == null || !list.ids().contains(id)) {
                return false;
            }
            found.add(id.compact());
            return true;
        };
    }

    private Predicate<Event> byPosition(WantedEvents.Positions list) {
        return event -> {
            long offset = event.position().asOffset();
            TreeSet<Long> of = list.offsets().get(event.partition().number());
            if (of == null || !of.contains(offset)) {
                return false;
            }
            found.add(new Spot(event.partition().number(), offset));
            return true;
        };
    }

    Optional<Predicate<Event>> predicate() {
        return predicate;
    }

    /// What of the list was not found.
    List<String> notes() {
        long listed = switch (wanted) {
            case WantedEvents.Ids list -> list.ids().size();
            case WantedEvents.Positions list ->
                list.offsets().values().stream().mapToLong(TreeSet::size).sum();
            default -> 0;
        };
        long missing = listed - found.size();
        return missing <= 0
                ? List.of()
                : List.of(missing + " of the " + Phrases.count(listed, "event") + " on the list "
                        + (missing == 1 ? "stands" : "stand") + " nowhere in what was read.");
    }
}
