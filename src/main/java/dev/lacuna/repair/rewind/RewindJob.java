package dev.lacuna.repair.rewind;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.model.StreamRef;
import dev.lacuna.repair.GroupSnapshotFile;
import dev.lacuna.source.StreamSource;
import java.nio.file.Path;

/// A plan with the open source it names.
///
/// @param file the plan's file: snapshots lie beside it
public record RewindJob(RewindPlan plan, StreamSource source, Path file) {

    PartitionRef partition(Part part) {
        return new StreamRef(source.info().name(), part.stream()).partition(part.partition());
    }

    Path before() {
        return GroupSnapshotFile.before(file);
    }

    Path after() {
        return GroupSnapshotFile.after(file);
    }

    Path back() {
        return GroupSnapshotFile.back(file);
    }
}
