package dev.lacuna.ui.repair;

import dev.lacuna.model.Finding;
import java.util.List;

/// What a rewind was asked for at.
///
/// @param stream the stream that is looked at
/// @param findings those at whose beginning the group could go on; may be empty
/// @param otherGroups groups that it could follow, by name
/// @param time a time to begin with, as the form takes it
public record RewindSubject(
        String group, String stream, List<Finding> findings, List<String> otherGroups, String time) {

    public RewindSubject {
        findings = List.copyOf(findings);
        otherGroups = List.copyOf(otherGroups);
    }
}
