package dev.lacuna.detect;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// One way to look for one kind of finding. A rule itself has parameters but no state; it starts a detector for each
/// partition of each scan.
public interface Rule {

    FindingKind kind();

    Need needs();

    /// @param findings receives each finding as soon as it is certain, on the scan's thread
    Detector start(PartitionContext context, Consumer<Finding> findings);
}
