package dev.lacuna.source;

import java.util.List;

/// The consumer groups of one stream.
///
/// @param stands in order of name
/// @param complete whether all groups of the source could be seen; else there may be more of them
public record StreamGroups(List<GroupStand> stands, boolean complete) {

    public StreamGroups {
        stands = List.copyOf(stands);
    }
}
