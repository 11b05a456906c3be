package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.StreamSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A plan with the two open sources it names.
///
/// @param fields reads what `plan.fields()` names; used where a part has `only`
public record ReplayJob(ReplayPlan plan, StreamSource source, StreamSource target, FieldReader fields) {

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

    SequenceFilter filter(Part part) {
        return new SequenceFilter(part.only(), fields);
    }

    /// The number of the partition where an event of the part goes. Events for which the target's own producers would
    /// take any partition, those without a key, keep together and in order by the partition they come from.
    int targetOf(Part part, Event event) {
        if (part.targetPartition() != Part.BY_KEY) {
            return part.targetPartition();
        }
        int count = plan.targetEnds().size();
        int chosen = target.partitionFor(event.key(), count);
        return chosen >= 0 ? chosen : part.partition() % count;
    }

    boolean isByKey() {
        return plan.parts().stream().anyMatch(part -> part.targetPartition() == Part.BY_KEY);
    }

    /// The target partitions in which copies may stand.
    List<PartitionRef> targets() {
        boolean all = isByKey();
        Set<Integer> named = plan.parts().stream().map(Part::targetPartition).collect(Collectors.toSet());
        StreamRef to = toStream();
        return plan.targetEnds().keySet().stream()
                .filter(number -> all || named.contains(number))
                .sorted()
                .map(to::partition)
                .toList();
    }
}
