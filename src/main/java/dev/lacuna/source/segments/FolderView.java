package dev.lacuna.source.segments;

import dev.lacuna.model.AbsentPartition;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.NearestNames;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of a log folder. Files are listed anew for every question; what takes reading is remembered as long
/// as they are the same. Safe from any thread.
final class FolderView {

    private static final int WINDOW_BYTES = 64 << 10;

    /// Where a partition stood when its log looked like this.
    private record Seen(PartitionLog log, PartitionStand stand) {}

    /// What the cluster's log said when it looked like this.
    private record Metadata(PartitionFiles files, Optional<MetadataLog> log) {}

    private final LogFolder folder;
    private final String source;
    private final Map<String, String> given;
    private final Map<PartitionRef, Seen> stands = new ConcurrentHashMap<>();
    private final Map<PartitionRef, Map<Segment, Long>> latestTimes = new ConcurrentHashMap<>();
    /// By topic and number, as the folder was listed last: to list thousands for each of them takes too long.
    private final Map<String, Map<Integer, PartitionFolder>> listed = new ConcurrentHashMap<>();

    private volatile @Nullable Metadata metadata;

    /// @param source the source's name
    /// @param given what the user says of settings
    FolderView(LogFolder folder, String source, Map<String, String> given) {
        this.folder = folder;
        this.source = source;
        this.given = Map.copyOf(given);
    }

    List<PartitionFolder> partitions() throws SourceException {
        return folder.partitions(LogFolder.Wanted.ALL);
    }

    boolean has(String topic) throws SourceException {
        return !folder.partitions(LogFolder.Wanted.of(topic)).isEmpty();
    }

    /// @throws SourceException UNKNOWN_STREAM with the names that come closest
    List<PartitionFolder> partitions(String topic) throws SourceException {
        List<PartitionFolder> found = folder.partitions(LogFolder.Wanted.of(topic));
        if (found.isEmpty()) {
            List<String> nearest = NearestNames.of(
                    topic, partitions().stream().map(PartitionFolder::topic).collect(Collectors.toSet()));
            throw new SourceException(
                    Kind.UNKNOWN_STREAM,
                    "There is no topic '" + topic + "' in " + source + "."
                            + whereElse(topic)
                            + (nearest.isEmpty()
                                    ? " List its topics to see their names."
                                    : " Did you mean " + String.join(" or ", nearest) + "?"),
                    false,
                    null);
        }
        listed.put(topic, found.stream().collect(Collectors.toMap(PartitionFolder::number, one -> one)));
        return found;
    }

    /// Of a topic that has no folder here and that the cluster knows.
    private String whereElse(String topic) {
        List<AbsentPartition> all = absent(topic, "").besides(List.of());
        String first = all.isEmpty() ? "" : all.getFirst().where();
        return first.isEmpty()
                ? ""
                : " The cluster has one of that name: partition "
                        + all.getFirst().number() + " is " + first + ".";
    }

    private PartitionFolder folderOf(PartitionRef partition) throws SourceException {
        String topic = partition.stream().name();
        PartitionFolder known = listed.getOrDefault(topic, Map.of()).get(partition.number());
        if (known != null && Files.isDirectory(known.path())) {
            return known;
        }
        List<PartitionFolder> found = folder.partitions(new LogFolder.Wanted(topic, partition.number()));
        if (found.size() == 1) {
            return found.getFirst();
        }
        String numbers = partitions(topic).stream()
                .map(one -> String.valueOf(one.number()))
                .collect(Collectors.joining(", "));
        throw new SourceException(
                Kind.UNKNOWN_STREAM,
                "Of topic '" + topic + "' there are the partitions " + numbers + " in " + source + ", and no "
                        + partition + ".",
                false,
                null);
    }

    StreamInfo describe(String topic) throws SourceException {
        List<PartitionFolder> folders = partitions(topic);
        var stream = new StreamRef(source, topic);
        var infos = new ArrayList<PartitionInfo>();
        TimestampKind timestamps = TimestampKind.CREATE;
        for (PartitionFolder one : folders) {
            PartitionRef partition = stream.partition(one.number());
            PartitionStand stand = stand(partition, look(one));
            timestamps = stand.timestamps() == TimestampKind.CREATE ? timestamps : stand.timestamps();
            infos.add(new PartitionInfo(
                    partition,
                    Position.offset(stand.start()),
                    Position.offset(stand.end()),
                    Position.offset(stand.lastStable())));
        }
        TopicSettings settings = settings(folders.getFirst());
        return new StreamInfo(
                stream,
                folders.getFirst().topicId(),
                infos,
                settings.compaction(),
                settings.retention(),
                settings.timestamps(timestamps),
                settings.config(),
                folder.isSingle()
                        ? List.of()
                        : absent(topic, folders.getFirst().topicId()).besides(folders),
                "");
    }

    /// @param id what the folders say, or empty; a namesake with another id has its partitions elsewhere
    private AbsentPartitions absent(String topic, String id) {
        Optional<MetadataLog> known = metadata()
                .filter(log -> log.topic(topic)
                        .filter(found -> id.isEmpty() || id.equals(found.id()))
                        .isPresent());
        return new AbsentPartitions(topic, known, folder.dataFolders());
    }

    /// What is known of the settings of the topic that a partition belongs to.
    TopicSettings settings(PartitionFolder one) {
        boolean cleaned = folder.dataFolders().stream().anyMatch(home -> home.hasCleaned(one.topic()));
        String node = one.home().flatMap(DataFolder::node).orElse("");
        return TopicSettings.of(one.topic(), metadata(), one.topicId(), node, given, cleaned);
    }

    private Optional<MetadataLog> metadata() {
        for (DataFolder home : folder.dataFolders()) {
            var place = new PartitionFolder(
                    home.path().resolve(MetadataLog.TOPIC + "-0"), MetadataLog.TOPIC, 0, Optional.of(home), List.of());
            PartitionFiles files;
            try {
                files = PartitionFiles.list(place.path());
            } catch (IOException e) {
                continue; // only one of a broker's disks has it, and a broker without a controller's copy none
            }
            Metadata known = metadata;
            if (known == null || !known.files().equals(files)) {
                known = new Metadata(files, MetadataLog.read(place, new LogWindow(WINDOW_BYTES)));
                metadata = known;
            }
            return known.log();
        }
        return Optional.empty();
    }

    /// The log of a partition as it is now.
    ///
    /// @throws SourceException UNKNOWN_STREAM where it isn't there
    PartitionLog log(PartitionRef partition) throws SourceException {
        return look(folderOf(partition));
    }

    private static PartitionLog look(PartitionFolder folder) throws SourceException {
        try {
            return PartitionLog.look(folder);
        } catch (IOException e) {
            throw FolderFailures.translate(folder.path() + " can't be listed", e);
        }
    }

    PartitionStand stand(PartitionRef partition) throws SourceException {
        return stand(partition, log(partition));
    }

    PartitionStand stand(PartitionRef partition, PartitionLog log) throws SourceException {
        Seen seen = stands.get(partition);
        if (seen == null || !seen.log().hasSameFiles(log)) {
            seen = new Seen(log, PartitionStand.of(log, new LogWindow(WINDOW_BYTES)));
            stands.put(partition, seen);
        }
        return seen.stand();
    }

    /// Where the partitions stand, by their logs as they are now.
    Map<PartitionRef, PartitionLog> logs(Collection<PartitionRef> partitions) throws SourceException {
        Map<PartitionRef, PartitionLog> logs = new LinkedHashMap<>();
        for (PartitionRef partition : partitions) {
            logs.put(partition, log(partition));
        }
        return logs;
    }

    /// The latest time of each file of a partition, as far as it has been looked for; grows.
    Map<Segment, Long> latestTimes(PartitionRef partition, PartitionLog log) {
        Map<Segment, Long> known = new HashMap<>(latestTimes.getOrDefault(partition, Map.of()));
        known.keySet().retainAll(log.files().segments());
        Map<Segment, Long> shared = new ConcurrentHashMap<>(known);
        latestTimes.put(partition, shared);
        return shared;
    }
}
