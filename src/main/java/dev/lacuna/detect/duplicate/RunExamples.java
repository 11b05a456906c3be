package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.SecondLook;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.PartitionRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What findings tell of the first event of a run besides where it stands. Of one that only the comparison of all
/// events shows no more than that is known: it is read once more, for so many runs, and once for each.
final class RunExamples {

    private static final int MOST_LOOKS = 32;
    private static final int MOST_KEPT = 4_096;

    private final SecondLook again;
    private final Map<Place, Optional<Duplicate.Example>> known = new HashMap<>();
    private BooleanSupplier cancelled = () -> false;
    private int looks;

    RunExamples(SecondLook again) {
        this.again = again;
    }

    private record Place(PartitionRef partition, Sighting seen) {}

    /// A report begins.
    ///
    /// @param nobodyWaits whether nobody waits for it any more
    void begin(BooleanSupplier nobodyWaits) {
        cancelled = nobodyWaits;
        looks = 0;
        if (known.size() > MOST_KEPT) {
            known.clear();
        }
    }

    Duplicate.@Nullable Example of(PartitionRef partition, Duplicate first) {
        if (first.example() != null) {
            return first.example();
        }
        var place = new Place(partition, first.seen());
        Optional<Duplicate.Example> example = known.get(place);
        if (example == null) {
            if (looks == MOST_LOOKS || cancelled.getAsBoolean()) {
                return null;
            }
            looks++;
            example = look(place);
            known.put(place, example);
        }
        return example.orElse(null);
    }

    private Optional<Duplicate.Example> look(Place place) {
        SecondLook.Seen seen = again.at(place.partition(), place.seen().place());
        Bytes id = seen == null ? null : seen.fields().id();
        if (seen == null
                || id == null
                || DuplicateDetector.payloadOf(seen.event()) != place.seen().payload()) {
            return Optional.empty(); // another event stands there by now, or none
        }
        return Optional.of(Duplicate.Example.of(id, seen.batch(), seen.event()));
    }
}
