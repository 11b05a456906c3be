package dev.lacuna.detect;

import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import java.util.Set;

/// A rule that looks at what it told of single partitions once more, when it knows all of a scan.
public interface ReconsideringRule extends Rule {

    /// The finding as it is to be told now; the same one where nothing has changed, or where it is another rule's. For
    /// one thread, while nothing is read.
    Finding reconsider(Finding finding);

    /// Partitions of the stream that were not scanned, and of which a few events would decide something.
    default Set<PartitionRef> wanted() {
        return Set.of();
    }

    /// One of those events; there may come fewer than there are, or none.
    default void glancedAt(PartitionRef partition, Fields fields) {}
}
