package dev.lacuna.source;

import dev.lacuna.model.GroupCommit;
import java.util.List;

/// How consumer groups move on a stream, read on from where it was left. Belongs to the thread that uses it; blocks
/// until what there is now was read, and never waits for more.
@FunctionalInterface
public interface GroupTail {

    /// Reads what groups have committed since it was called last; at first, all that is kept. After a failure it begins
    /// anew.
    ///
    /// @return all that is known of how groups moved, as of [StreamSource#groupHistory]
    List<GroupCommit> readOn() throws SourceException;
}
