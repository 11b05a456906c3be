package dev.lacuna.report.session;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Incident;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.scan.PartitionOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A stream, and what a scan of it has seen.
///
/// @param stream as it stood when the scan began
/// @param overview whether nothing but look-ups was asked for, and readings only of parts
/// @param focus the time in which nearly everything lies, as look-ups told it
/// @param ranges all that the scan might look at
/// @param format as what payloads were read; empty where none were
/// @param formatBasis what that rests on
/// @param passes what was read, in order
/// @param trails how consumer groups moved, thinned out
/// @param commits where consumer groups stood
public record SavedStream(
        StreamInfo stream,
        Instant scannedAt,
        String toolVersion,
        Depth depth,
        boolean overview,
        Optional<TimeSpan> focus,
        List<PartitionRange> ranges,
        FieldSpec fields,
        String format,
        String formatBasis,
        List<Pass> passes,
        List<SavedLane> lanes,
        List<Finding> findings,
        List<Incident> incidents,
        List<Trail> trails,
        List<GroupCommit> commits) {

    public SavedStream {
        ranges = List.copyOf(ranges);
        passes = List.copyOf(passes);
        lanes = List.copyOf(lanes);
        findings = List.copyOf(findings);
        incidents = List.copyOf(incidents);
        trails = List.copyOf(trails);
        commits = List.copyOf(commits);
    }

    /// One reading of a part.
    ///
    /// @param from where it began, as the command line writes it: `start`, `100`, `@2026-02-14T10:00:00Z`
    /// @param to the same, exclusive
    /// @param outcomes how it ended, by partition; empty where it had not
    public record Pass(String from, String to, Depth depth, List<PartitionOutcome> outcomes) {
        public Pass {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// The way of a group over a lane.
    ///
    /// @param points pairs of epoch ms and the position that the group would read next; oldest first
    public record Trail(String group, int partition, List<long[]> points) {
        public Trail {
            points = List.copyOf(points);
        }
    }

    public String name() {
        return stream.stream().name();
    }
}
