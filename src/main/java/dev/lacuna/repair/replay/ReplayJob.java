package dev.lacuna.repair.replay;

import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.Choice;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A plan with the two open sources it names.
///
/// @param reading how what stands in events is read, as `plan.fields()` says
public record ReplayJob(ReplayPlan plan, StreamSource source, StreamSource target, EventReading reading) {

    ReplayJob(ReplayPlan plan, StreamSource source, StreamSource target, FieldReader fields) {
        this(plan, source, target, EventReading.of(fields));
    }

    Origin origin() {
        return new Origin(plan.from());
    }

    /// What fences: every run of one plan writes under this name.
    String writerId() {
        return "lacuna-" + plan.id();
    }

    StreamRef fromStream() {
        return new StreamRef(source.info().name(), plan.from().stream());
    }

    StreamRef toStream() {
        return new StreamRef(target.info().name(), plan.to().stream());
    }

    PartitionRange range(Part part, Position from) {
        PositionRange positions = new PositionRange(from, part.positions().to());
        return new PartitionRange(fromStream().partition(part.partition()), positions);
    }

    EventChoice choice(Part part) {
        return choice(reading, plan.choice(), part.only(), part.picked());
    }

    /// @param only if not empty, only these sequence numbers
    /// @param picked if not empty, only these positions
    static EventChoice choice(
            EventReading reading, Choice choice, List<SequenceRange> only, List<PositionRange> picked) {
        String filter = choice.filter().orElse(null);
        try {
            Judge judge = filter == null ? null : reading.judge(filter);
            return new EventChoice(only, reading.fields(), picked, choice.time().orElse(null), judge);
        } catch (BadFilterException e) {
            throw new IllegalStateException("a plan's filter was checked when the plan was", e);
        }
    }

    /// An event that can't be read for want of its schema might be one to be copied: whoever counts fewer than the plan
    /// asks here first whether that is why.
    void requireRead() throws SourceException {
        String unread = reading.unread();
        if (!unread.isEmpty()) {
            throw new SourceException(SourceException.Kind.OTHER, "Not all events can be read: " + unread, false, null);
        }
    }

    CopyMaker copies() {
        return new CopyMaker(plan.form());
    }

    /// The number of the partition where an event of the part goes. Events for which the target's own producers would
    /// take any partition, those without a key, keep together and in order by the partition they come from.
    int targetOf(Part part, Event event) {
        if (part.targetPartition() >= 0) {
            return part.targetPartition();
        }
        int count = plan.targetEnds().size();
        if (part.targetPartition() == Part.BY_HEADER) {
            int home = DeadLetters.home(event).map(DeadLetters.Home::partition).orElse(-1);
            if (home >= 0 && home < count) {
                return home;
            }
        }
        int chosen = target.partitionFor(event.key(), count);
        return chosen >= 0 ? chosen : part.partition() % count;
    }

    /// Whether the partition of each event is found out by looking at it.
    boolean isByEvent() {
        return plan.parts().stream().anyMatch(part -> part.targetPartition() < 0);
    }

    /// The target partitions in which copies may stand.
    List<PartitionRef> targets() {
        // an event that the plan leaves out where it is held may come to any partition
        boolean all = isByEvent() || plan.choice().notHeldBy().isPresent();
        Set<Integer> named = plan.parts().stream().map(Part::targetPartition).collect(Collectors.toSet());
        StreamRef to = toStream();
        return plan.targetEnds().keySet().stream()
                .filter(number -> all || named.contains(number))
                .sorted()
                .map(to::partition)
                .toList();
    }
}
