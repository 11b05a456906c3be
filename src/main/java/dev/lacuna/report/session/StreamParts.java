package dev.lacuna.report.session;

import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Incident;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a session file holds of its streams outside their own lines, sorted by stream while it is read.
final class StreamParts {

    private final Map<String, List<SavedLane>> lanes = new HashMap<>();
    private final Map<String, Map<String, Finding>> findings = new HashMap<>();
    private final Map<String, List<Incident>> incidents = new HashMap<>();
    private final Map<String, List<SavedStream.Trail>> trails = new HashMap<>();
    private final Map<String, List<GroupCommit>> commits = new HashMap<>();

    void lane(Cells cells) {
        add(lanes, cells.text("stream"), LaneJson.read(cells));
    }

    void finding(Cells cells) {
        Finding finding = FindingJson.read(cells);
        findings.computeIfAbsent(finding.partition().stream().name(), stream -> new LinkedHashMap<>())
                .put(finding.id(), finding);
    }

    /// Those of an incident stand before it.
    void incident(Cells cells) {
        String stream = cells.text("stream");
        Map<String, Finding> known = findings.getOrDefault(stream, Map.of());
        List<Finding> members = new ArrayList<>();
        for (String id : cells.texts("findings")) {
            Finding member = known.get(id);
            if (member == null) {
                throw new IllegalArgumentException("the incident names a finding that is not there: " + id);
            }
            members.add(member);
        }
        add(
                incidents,
                stream,
                new Incident(members, new TimeSpan(cells.number("from_time_ms"), cells.number("to_time_ms"))));
    }

    void trail(Cells cells) {
        add(
                trails,
                cells.text("stream"),
                new SavedStream.Trail(cells.text("group"), cells.integer("partition"), cells.rows("points", 2)));
    }

    void commit(Cells cells) {
        var stream = new StreamRef(cells.text("source"), cells.text("stream"));
        add(
                commits,
                stream.name(),
                new GroupCommit(
                        cells.text("group"),
                        stream.partition(cells.integer("partition")),
                        PlaceJson.position(cells.text("next")),
                        cells.number("time_ms"),
                        cells.integer("leader_epoch")));
    }

    private static <T> void add(Map<String, List<T>> byStream, String stream, T part) {
        byStream.computeIfAbsent(stream, name -> new ArrayList<>()).add(part);
    }

    List<SavedLane> lanes(String stream) {
        return lanes.getOrDefault(stream, List.of());
    }

    List<Finding> findings(String stream) {
        return List.copyOf(findings.getOrDefault(stream, Map.of()).values());
    }

    List<Incident> incidents(String stream) {
        return incidents.getOrDefault(stream, List.of());
    }

    List<SavedStream.Trail> trails(String stream) {
        return trails.getOrDefault(stream, List.of());
    }

    List<GroupCommit> commits(String stream) {
        return commits.getOrDefault(stream, List.of());
    }
}
