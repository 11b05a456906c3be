package dev.lacuna.ui.timeline;

import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/// A stream with an incident in it, made up for tests and pictures.
final class MadeUpSource implements TimelineSource {

    static final long START = at("06:00:00");
    static final long END = at("09:00:00");
    static final long POSITIONS = 10_197_867;
    static final StreamRef ORDERS = new StreamRef("kafka://localhost:9092", "orders");

    static final StreamRef PAYMENTS = new StreamRef("kafka://localhost:9092", "payments");

    private final Map<StreamRef, Integer> streams = new LinkedHashMap<>();
    private final DensityIndex density;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<PartitionRef, List<LaneTrail>> trails = new HashMap<>();
    private final Map<PartitionRef, List<LaneEpoch>> epochs = new HashMap<>();
    List<Replay> replays = List.of();
    Optional<Coverage> coverage = Optional.of(new Coverage(List.of(new TimeSpan(START, END)), 1, false));

    MadeUpSource(int partitions) {
        this(partitions, 0);
    }

    /// @param payments partitions of a second stream; none without it
    MadeUpSource(int partitions, int payments) {
        streams.put(ORDERS, partitions);
        if (payments > 0) {
            streams.put(PAYMENTS, payments);
        }
        List<PartitionRef> refs = new ArrayList<>();
        streams.forEach((stream, count) -> {
            for (int p = 0; p < count; p++) {
                refs.add(stream.partition(p));
            }
        });
        density = new DensityIndex(refs);
        refs.forEach(this::fill);
    }

    static long at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z").toEpochMilli();
    }

    /// The axes over so many partitions of orders.
    static AxisMap map(int partitions) {
        Map<PartitionRef, AxisSpan> positions = new HashMap<>();
        for (int p = 0; p < partitions; p++) {
            positions.put(ORDERS.partition(p), new AxisSpan(firstPosition(p), firstPosition(p) + POSITIONS));
        }
        return new AxisMap(Optional.of(new TimeSpan(START, END)), positions, MadeUpSource::happened);
    }

    /// Positions follow one another evenly.
    static long positionAt(int partition, long millis) {
        return firstPosition(partition) + (millis - START) * POSITIONS / (END - START);
    }

    private static long firstPosition(int partition) {
        return 10_204_113 + partition * 10_000L;
    }

    private static OptionalLong happened(PartitionRef partition, long position) {
        return OptionalLong.of(START + (position - firstPosition(partition.number())) * (END - START) / POSITIONS);
    }

    @Override
    public OptionalLong timeAt(PartitionRef partition, long position) {
        return happened(partition, position);
    }

    private void fill(PartitionRef partition) {
        var random = new Random(partition.number());
        int p = partition.number();
        boolean story = partition.stream().equals(ORDERS);
        long step = 4_000;
        for (long millis = START; millis < END; millis += step) {
            double q = (double) (millis - START) / (END - START);
            double rate = 2400 + 1300 * Math.sin(q * 7 + p) + 500 * random.nextDouble();
            boolean silent = story && p == 4 && millis >= at("07:40:00") && millis < at("07:55:00");
            boolean lost = story && p == 2 && millis >= at("08:12:41") && millis < at("08:15:34");
            if (story && p == 1 && millis >= at("08:40:00") && millis < at("08:40:30")) {
                rate *= 12;
            }
            long from = positionAt(p, millis);
            long to = positionAt(p, millis + step);
            if (!lost) {
                density.lane(partition).placeSpread(from, to, to - from);
            }
            density.lane(partition).lookedAt(from, to);
            if (!silent && !lost) {
                density.lane(partition).addSpread(millis, millis + step - 1, (long) rate, (long) rate * 180);
            }
        }
    }

    /// The findings of the story, as the picture of the window tells it.
    MadeUpSource withIncident() {
        findings.add(finding(
                2,
                FindingKind.GAP_SEQUENCE,
                Verdict.LOSS,
                173,
                "08:12:41.003",
                "08:15:34.118",
                "173 missing sequence numbers"));
        findings.add(finding(
                2,
                FindingKind.GAP_SEQUENCE,
                Verdict.LOSS,
                1,
                "08:31:07.220",
                "08:31:07.580",
                "1 missing sequence number"));
        findings.add(finding(
                4, FindingKind.SILENCE, Verdict.SUSPECT, 900, "07:40:00", "07:55:00", "15 min without an event"));
        findings.add(
                finding(5, FindingKind.DUPLICATE, Verdict.ANOMALY, -1, "08:16:02.950", "08:19:10", "41 duplicates"));
        findings.add(finding(
                1,
                FindingKind.ORDER_SEQUENCE,
                Verdict.ANOMALY,
                -1,
                "07:51:12.410",
                "07:51:44",
                "12 events out of order"));
        findings.add(finding(
                3,
                FindingKind.CONTENT_MALFORMED,
                Verdict.ANOMALY,
                -1,
                "08:02:44.871",
                "08:02:46",
                "3 malformed payloads"));
        findings.add(finding(
                1, FindingKind.RATE_SPIKE, Verdict.ANOMALY, -1, "08:40:00", "08:40:30", "12 times the usual rate"));
        findings.add(finding(
                3,
                FindingKind.GROUP_SKIP,
                Verdict.ANOMALY,
                -1,
                "08:25:00",
                "08:31:00",
                "1204 events skipped by billing"));
        findings.add(finding(
                        0,
                        FindingKind.GAP_SEQUENCE,
                        Verdict.LOSS,
                        58,
                        "08:12:40.118",
                        "08:15:30",
                        "58 missing sequence numbers")
                .withStatus(FindingStatus.REPAIRED));
        findings.add(finding(
                0, FindingKind.GAP_OFFSETS, Verdict.BENIGN, 12, "07:05:00", "07:20:00", "12 transaction markers"));
        return this;
    }

    static Finding finding(
            int partition, FindingKind kind, Verdict verdict, long missing, String from, String to, String summary) {
        long fromMillis = at(from);
        return Finding.of(
                ORDERS.partition(partition),
                kind,
                Severity.MAJOR,
                verdict,
                Cause.UNKNOWN,
                PositionRange.offsets(positionAt(partition, fromMillis), positionAt(partition, at(to)) + 1),
                missing < 0 ? OptionalLong.empty() : OptionalLong.of(missing),
                missing < 0 ? Basis.NONE : Basis.EXACT,
                new TimeSpan(fromMillis, at(to)),
                new Explanation(summary, "", ""),
                Evidence.NONE,
                "");
    }

    MadeUpSource with(Finding finding) {
        findings.add(finding);
        return this;
    }

    /// Scanned up to the time only, and still going on.
    MadeUpSource scannedTo(String time) {
        long reached = at(time);
        coverage = Optional.of(
                new Coverage(List.of(new TimeSpan(START, reached)), (double) (reached - START) / (END - START), true));
        return this;
    }

    MadeUpSource replaying(int partition, double fraction, ReplayStage stage) {
        var time = new TimeSpan(at("08:12:41"), at("08:15:34"));
        replays = List.of(new Replay(time, Set.of(ORDERS.partition(partition)), fraction, stage));
        return this;
    }

    @Override
    public List<StreamInfo> streams() {
        return streams.entrySet().stream()
                .map(entry -> stream(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static StreamInfo stream(StreamRef stream, int partitions) {
        List<PartitionInfo> infos = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            Position end = Position.offset(firstPosition(p) + POSITIONS);
            infos.add(new PartitionInfo(stream.partition(p), Position.offset(firstPosition(p)), end, end));
        }
        return new StreamInfo(stream, "id", infos, Compaction.OFF, Optional.empty(), TimestampKind.CREATE, Map.of());
    }

    @Override
    public Map<PartitionRef, List<LaneTrail>> trails() {
        return trails;
    }

    @Override
    public Map<PartitionRef, List<LaneEpoch>> epochs() {
        return epochs;
    }

    /// Two groups, of which one stops, and a new leader.
    MadeUpSource withGroups() {
        for (PartitionRef partition : density.partitions()) {
            int number = partition.number();
            List<LaneTrail.Point> keepsUp = new ArrayList<>();
            List<LaneTrail.Point> stands = new ArrayList<>();
            for (long millis = START; millis < END; millis += 60_000) {
                long until = Math.min(millis, at("08:05:00"));
                keepsUp.add(new LaneTrail.Point(millis, positionAt(number, millis) - 20_000));
                stands.add(new LaneTrail.Point(millis, positionAt(number, until) - 200_000));
            }
            trails.put(partition, List.of(new LaneTrail("billing", keepsUp), new LaneTrail("audit", stands)));
            epochs.put(partition, List.of(new LaneEpoch(1, 3, positionAt(number, at("08:09:00")))));
        }
        return this;
    }

    @Override
    public DensityIndex density() {
        return density;
    }

    @Override
    public Optional<TimeSpan> extent() {
        return Optional.of(new TimeSpan(START, END));
    }

    @Override
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    @Override
    public List<Replay> replays() {
        return replays;
    }

    @Override
    public Optional<Coverage> coverage(PartitionRef partition) {
        return coverage;
    }
}
