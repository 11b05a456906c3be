package dev.lacuna.ui.timeline;

import dev.lacuna.index.Buckets;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.index.Lane;
import dev.lacuna.index.LaneTotals;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.kit.FindingClass;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks a source for what it holds and sorts it for drawing. Runs on a worker.
final class SnapshotBuilder {

    private static final int OVERVIEW_BUCKETS = 1 << 10;
    private static final Texts TEXTS = Texts.of(SnapshotBuilder.class);

    private SnapshotBuilder() {}

    /// @param axis the one that the overview is drawn along
    static Snapshot build(TimelineSource source, Axis axis, long version) {
        return build(source, axis, Optional.empty(), finding -> true, version);
    }

    /// @param offsetsOf the one stream that the axis of offsets is of
    /// @param filter says which findings there are at all
    static Snapshot build(
            TimelineSource source, Axis axis, Optional<StreamRef> offsetsOf, Predicate<Finding> filter, long version) {
        List<StreamInfo> streams = source.streams();
        DensityIndex density = source.density();
        var map = new AxisMap(source.extent(), positions(streams), source::timeAt, offsetsOf);
        List<Finding> inOrder = source.findings().stream()
                .filter(filter)
                .sorted(FindingSet.BY_TIME)
                .toList();
        Map<PartitionRef, List<Finding>> findings = byLane(inOrder);
        Map<PartitionRef, LaneHead> heads = new LinkedHashMap<>();
        for (StreamInfo stream : streams) {
            for (PartitionInfo partition : stream.partitions()) {
                PartitionRef ref = partition.partition();
                heads.put(
                        ref,
                        head(source, density, partition, findings.getOrDefault(ref, List.of()), streams.size() > 1));
            }
        }
        Overview overview = map.extent(axis)
                .map(span -> overview(source, streams, heads, findings, map, axis, span))
                .orElseGet(() -> Overview.empty(
                        title(streams.stream().map(StreamInfo::stream).toList())));
        return new Snapshot(
                version,
                map,
                heads,
                GroupHead.of(source, streams, heads),
                inOrder,
                findings,
                source.trails(),
                source.epochs(),
                overview,
                List.copyOf(source.replays()),
                density);
    }

    /// @param findings in order of time
    private static Map<PartitionRef, List<Finding>> byLane(List<Finding> findings) {
        Map<PartitionRef, List<Finding>> lanes = new HashMap<>();
        findings.forEach(finding -> lanes.computeIfAbsent(finding.partition(), lane -> new ArrayList<>())
                .add(finding));
        return lanes;
    }

    private static Map<PartitionRef, AxisSpan> positions(List<StreamInfo> streams) {
        Map<PartitionRef, AxisSpan> positions = new HashMap<>();
        for (StreamInfo stream : streams) {
            for (PartitionInfo info : stream.partitions()) {
                if (info.start().isDense()) {
                    positions.put(info.partition(), AxisSpan.of(info.range()));
                }
            }
        }
        return positions;
    }

    private static LaneHead head(
            TimelineSource source,
            DensityIndex density,
            PartitionInfo partition,
            List<Finding> findings,
            boolean severalStreams) {
        PartitionRef ref = partition.partition();
        LaneTotals totals = density.lane(ref).totals();
        String number = Integer.toString(ref.number());
        String shortName = TEXTS.get("lane", number);
        String name = severalStreams ? TEXTS.get("lane.of", ref.stream().name(), number) : shortName;
        String about = source.counts(ref.stream()) == Basis.EXACT && totals.unread() == 0 ? "" : "≈\u202F";
        int open = 0;
        Tone worst = null;
        for (Finding finding : findings) {
            if (finding.status() == FindingStatus.OPEN || finding.status() == FindingStatus.REOPENED) {
                Tone tone = FindingStyle.of(finding).tone();
                open++;
                worst = worst == null || tone.ordinal() < worst.ordinal() ? tone : worst;
            }
        }
        return new LaneHead(
                name,
                shortName,
                positions(partition, false),
                positions(partition, true),
                TEXTS.get("lane.events", about + Formats.compact(totals.events() + totals.unread())),
                open,
                worst,
                source.coverage(ref).orElse(null));
    }

    private static String positions(PartitionInfo partition, boolean compact) {
        return position(partition.start(), compact) + " … " + position(partition.end(), compact);
    }

    private static String position(Position position, boolean compact) {
        if (position instanceof Position.Offset offset) {
            return compact ? Formats.compact(offset.value()) : Formats.number(offset.value());
        }
        String digits = position.toString();
        return digits.length() <= 8 ? digits : "…" + digits.substring(digits.length() - 6);
    }

    private static Overview overview(
            TimelineSource source,
            List<StreamInfo> streams,
            Map<PartitionRef, LaneHead> heads,
            Map<PartitionRef, List<Finding>> findings,
            AxisMap map,
            Axis axis,
            AxisSpan span) {
        DensityIndex density = source.density();
        boolean exact = source.counts() == Basis.EXACT;
        long bucket = bucketFor(span);
        long start = Math.floorDiv(span.from(), bucket) * bucket;
        long[] counts = new long[(int) (Math.ceilDiv(span.to() - start, bucket))];
        long events = 0;
        for (PartitionRef ref : heads.keySet()) {
            if (!map.holds(axis, ref)) {
                continue;
            }
            Lane lane = density.lane(ref);
            int atMost = OVERVIEW_BUCKETS + 1;
            Buckets buckets =
                    axis == Axis.TIME ? lane.query(span.time(), atMost) : lane.query(span.from(), span.to(), atMost);
            addUp(buckets, start, bucket, counts);
            LaneTotals totals = lane.totals();
            events += totals.events() + totals.unread();
        }
        List<StreamRef> held = streams.stream()
                .map(StreamInfo::stream)
                .filter(stream -> map.holds(axis, stream.partition(0)))
                .toList();
        return new Overview(
                axis,
                start,
                bucket,
                counts,
                ticks(findings, map, axis, bucket),
                scanned(axis, map, density, heads),
                title(held),
                events,
                exact);
    }

    private static String title(List<StreamRef> streams) {
        return streams.size() == 1 ? streams.getFirst().name() : TEXTS.get("overview.streams", streams.size());
    }

    private static long bucketFor(AxisSpan span) {
        long bucket = 1;
        while (span.length() / bucket >= OVERVIEW_BUCKETS) {
            bucket <<= 1;
        }
        return bucket;
    }

    /// A lane may be coarser than the strip: then its events are spread over the strip's buckets.
    private static void addUp(Buckets lane, long start, long bucket, long[] counts) {
        for (int i = 0; i < lane.size(); i++) {
            long from = lane.start() + i * lane.width();
            long parts = Math.max(1, lane.width() / bucket);
            for (long part = 0; part < parts; part++) {
                long at = Math.floorDiv(from + part * bucket - start, bucket);
                if (at >= 0 && at < counts.length) {
                    counts[(int) at] += lane.counts()[i] / parts;
                }
            }
        }
    }

    private record TickPlace(long place, FindingClass findingClass) implements Comparable<TickPlace> {
        @Override
        public int compareTo(TickPlace other) {
            int order = Long.compare(place, other.place);
            return order != 0 ? order : findingClass.compareTo(other.findingClass);
        }
    }

    private static List<Overview.Tick> ticks(
            Map<PartitionRef, List<Finding>> findings, AxisMap map, Axis axis, long bucket) {
        Map<TickPlace, Overview.Tick> worst = new TreeMap<>();
        findings.values().stream()
                .flatMap(List::stream)
                .filter(finding -> map.holds(axis, finding.partition()))
                .forEach(finding -> {
                    FindingStyle style = FindingStyle.of(finding);
                    AxisMap.place(axis, finding).ifPresent(place -> {
                        long middle = place.from() + place.length() / 2;
                        FindingClass kind = FindingClass.of(style);
                        worst.merge(
                                new TickPlace(middle / (bucket * 4), kind),
                                new Overview.Tick(middle, kind, style.tone()),
                                (a, b) -> a.tone().ordinal() <= b.tone().ordinal() ? a : b);
                    });
                });
        return List.copyOf(worst.values());
    }

    /// What was looked at in every lane that reaches there.
    private static List<AxisSpan> scanned(
            Axis axis, AxisMap map, DensityIndex density, Map<PartitionRef, LaneHead> heads) {
        if (axis == Axis.OFFSET) {
            return readOf(map, density);
        }
        List<AxisSpan> common = null;
        for (Map.Entry<PartitionRef, LaneHead> entry : heads.entrySet()) {
            TimelineSource.@Nullable Coverage coverage = entry.getValue().coverage();
            if (coverage == null) {
                return List.of();
            }
            List<AxisSpan> seen = coverage.scanned().stream().map(AxisSpan::of).toList();
            common = common == null ? seen : both(common, seen);
        }
        return common == null ? List.of() : common;
    }

    private static List<AxisSpan> readOf(AxisMap map, DensityIndex density) {
        List<AxisSpan> unread = new ArrayList<>();
        map.positions().forEach((partition, span) -> {
            if (map.holds(Axis.OFFSET, partition)) {
                density.lane(partition)
                        .unread(span.from(), span.to())
                        .forEach(gap -> unread.add(new AxisSpan(gap[0], gap[1])));
            }
        });
        unread.sort(Comparator.comparingLong(AxisSpan::from));
        List<AxisSpan> read = new ArrayList<>();
        AxisSpan all = map.extent(Axis.OFFSET).orElse(new AxisSpan(0, 0));
        long at = all.from();
        for (AxisSpan gap : unread) {
            if (gap.from() > at) {
                read.add(new AxisSpan(at, gap.from()));
            }
            at = Math.max(at, gap.to());
        }
        if (at < all.to()) {
            read.add(new AxisSpan(at, all.to()));
        }
        return read;
    }

    private static List<AxisSpan> both(List<AxisSpan> some, List<AxisSpan> others) {
        List<AxisSpan> common = new ArrayList<>();
        for (AxisSpan one : some) {
            for (AxisSpan other : others) {
                if (one.overlaps(other)) {
                    common.add(new AxisSpan(Math.max(one.from(), other.from()), Math.min(one.to(), other.to())));
                }
            }
        }
        return common;
    }
}
