package dev.lacuna.investigation;

import dev.lacuna.detect.Incidents;
import dev.lacuna.journal.KeptNote;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.report.session.SavedRepair;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedStream;
import dev.lacuna.report.session.SavedView;
import dev.lacuna.source.SourceInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes sessions of what is open.
public final class Sessions {

    private Sessions() {}

    /// What a kept gap report tells: findings, without the density around them.
    ///
    /// @param savedAt now
    public static SavedSession ofFindings(List<Finding> findings, Instant savedAt, String toolVersion) {
        Map<StreamRef, List<Finding>> byStream = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.partition().stream(), TreeMap::new, Collectors.toList()));
        List<SavedStream> streams = new ArrayList<>();
        byStream.forEach((stream, found) -> streams.add(of(stream, found, savedAt, toolVersion)));
        String sources =
                byStream.keySet().stream().map(StreamRef::source).distinct().collect(Collectors.joining(", "));
        return new SavedSession(
                new SavedSession.Head(sources, "", "", 0, "", savedAt, toolVersion),
                streams,
                List.of(),
                List.of(),
                SavedView.of(streams.isEmpty() ? "" : streams.getFirst().name()));
    }

    private static SavedStream of(StreamRef stream, List<Finding> findings, Instant at, String toolVersion) {
        List<PartitionInfo> partitions = findings.stream()
                .map(Finding::partition)
                .distinct()
                .sorted()
                .map(partition ->
                        new PartitionInfo(partition, Position.offset(0), Position.offset(0), Position.offset(0)))
                .toList();
        return new SavedStream(
                new StreamInfo(
                        stream, "", partitions, Compaction.UNKNOWN, Optional.empty(), TimestampKind.NONE, Map.of()),
                at,
                toolVersion,
                Depth.BATCHES,
                false,
                Optional.empty(),
                List.of(),
                FieldSpec.NONE,
                "",
                "",
                List.of(),
                List.of(),
                findings,
                Incidents.of(findings),
                List.of(),
                List.of());
    }

    /// All that scans of one source have seen.
    ///
    /// @param profile the name of what it was reached with, without its folder; empty for none
    /// @param commits where consumer groups stood, by stream
    /// @param savedAt now
    public static SavedSession of(
            SourceInfo source,
            String profile,
            List<Scan> scans,
            Map<String, List<GroupCommit>> commits,
            List<KeptNote> notes,
            List<SavedRepair> repairs,
            SavedView view,
            Instant savedAt,
            String toolVersion) {
        List<SavedStream> streams = new ArrayList<>();
        for (Scan scan : scans) {
            streams.add(RecordedScans.saved(
                    scan, commits.getOrDefault(scan.stream().stream().name(), List.of())));
        }
        return new SavedSession(
                new SavedSession.Head(
                        source.name(), source.id(), source.product(), source.nodes(), profile, savedAt, toolVersion),
                streams,
                notes,
                repairs,
                view);
    }
}
