package dev.lacuna.detect.group;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.List;
import java.util.Optional;

/// A jump of a group's position from one commit to another.
///
/// @param read the last commit of what was read
/// @param set the commit that jumped
/// @param proven whether the commit itself shows that it was set and not read up to
/// @param end one past the last position that stayed unread
record Skip(GroupCommit read, GroupCommit set, boolean proven, Position end) {

    Skip(GroupCommit read, GroupCommit set, boolean proven) {
        this(read, set, proven, Position.max(read.next(), set.next()));
    }

    long length() {
        return end.asOffset() - read.next().asOffset();
    }

    long millis() {
        return set.millis() - read.millis();
    }

    PositionRange positions() {
        return new PositionRange(read.next(), end);
    }

    /// What is left of it after the group went back; empty when it read all of it later.
    Optional<Skip> withoutReread(List<GroupCommit> later) {
        Position left = end;
        for (GroupCommit commit : later) {
            left = Position.min(left, commit.next());
        }
        return left.compareTo(read.next()) <= 0 ? Optional.empty() : Optional.of(new Skip(read, set, proven, left));
    }
}
