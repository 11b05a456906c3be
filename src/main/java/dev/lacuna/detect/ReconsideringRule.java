package dev.lacuna.detect;

import dev.lacuna.model.Finding;

/// A rule that looks at what it told of single partitions once more, when it knows all of a scan.
public interface ReconsideringRule extends Rule {

    /// The finding as it is to be told now; the same one where nothing has changed, or where it is another rule's. For
    /// one thread, while nothing is read.
    Finding reconsider(Finding finding);
}
