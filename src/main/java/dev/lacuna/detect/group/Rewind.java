package dev.lacuna.detect.group;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.List;

/// A step back of a group's position.
///
/// @param before the commit in front of it
/// @param back the commit that went back
/// @param set whether that commit itself shows that someone set it
/// @param later the commits that followed
record Rewind(GroupCommit before, GroupCommit back, boolean set, List<GroupCommit> later) {

    PositionRange positions() {
        return new PositionRange(back.next(), before.next());
    }

    long length() {
        return positions().span();
    }

    /// One past the last position that was read again so far.
    Position readAgainTo() {
        Position furthest = back.next();
        for (GroupCommit commit : later) {
            furthest = Position.max(furthest, commit.next());
        }
        return Position.min(furthest, before.next());
    }
}
