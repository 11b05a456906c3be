package dev.lacuna.report.session;

import dev.lacuna.journal.KeptNote;
import dev.lacuna.model.Backdrop;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Density;
import dev.lacuna.model.Depth;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Incident;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.model.Verdict;
import dev.lacuna.scan.PartitionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/// Made-up sessions of any size and shape, the same for the same seed.
public final class SavedSessions {

    public static final long START = Instant.parse("2026-03-14T06:00:00Z").toEpochMilli();
    public static final long HOUR = 3_600_000;

    private final Random random;
    private final String source;
    private final String texts;

    private SavedSessions(long seed, String source, String texts) {
        this.random = new Random(seed);
        this.source = source;
        this.texts = texts;
    }

    /// @param texts what names, keys and sentences begin with
    public static SavedSession of(long seed, int streams, int lanes, int findings, int buckets, String texts) {
        return new SavedSessions(seed, "kafka://127.0.0.1:9092", texts).session(streams, lanes, findings, buckets);
    }

    /// A small one.
    public static SavedSession small() {
        return of(7, 1, 3, 9, 60, "");
    }

    private SavedSession session(int streams, int lanes, int findings, int buckets) {
        List<SavedStream> all = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            all.add(stream(texts + "orders" + (i == 0 ? "" : "-" + i), lanes, findings, buckets));
        }
        String first = all.isEmpty() ? "" : all.getFirst().name();
        return new SavedSession(
                new SavedSession.Head(
                        source,
                        "cluster-1",
                        "Kafka",
                        3,
                        "client.properties",
                        Instant.ofEpochMilli(START + 4 * HOUR),
                        "0.9"),
                all,
                List.of(new KeptNote(
                        "n-1",
                        source,
                        first,
                        Set.of(0, 2),
                        "time",
                        START,
                        START + HOUR,
                        texts + "the upgrade began",
                        START)),
                List.of(
                        repair(1, "run", Map.of("planned", 20L, "written", 20L, "already_there", 0L)),
                        repair(
                                2,
                                "verify",
                                Map.of(
                                        "planned", 20L, "found", 20L, "missing", 0L, "doubled", 0L, "altered", 0L,
                                        "closed", 1L))),
                new SavedView(
                        first,
                        "time",
                        false,
                        START * 1000,
                        (START + HOUR) * 1000,
                        12.5,
                        List.of(first + "/1"),
                        List.of(first + "/2"),
                        List.of("harmless", "log"),
                        true,
                        false,
                        List.of("billing"),
                        "",
                        "UTC",
                        "",
                        Map.of()));
    }

    private SavedRepair repair(long task, String kind, Map<String, Long> counts) {
        return new SavedRepair(
                task,
                kind,
                "done",
                "5f0c",
                "ab12",
                "{\"id\":\"5f0c\"}",
                texts + "orders",
                source,
                source,
                task == 1 ? "lacuna run plan.json --execute" : "",
                "ada@host",
                "0.9",
                Instant.ofEpochMilli(START + 3 * HOUR + task),
                Optional.of(Instant.ofEpochMilli(START + 3 * HOUR + 1_000 * task)),
                counts,
                kind.equals("run") ? Map.of("orders/1", "280..300") : Map.of(),
                "",
                texts + "Copied 20 events.");
    }

    private SavedStream stream(String name, int lanes, int findingCount, int buckets) {
        var ref = new StreamRef(source, name);
        List<PartitionInfo> partitions = new ArrayList<>();
        List<PartitionRange> ranges = new ArrayList<>();
        List<SavedLane> saved = new ArrayList<>();
        List<PartitionOutcome> outcomes = new ArrayList<>();
        for (int number = 0; number < lanes; number++) {
            long end = 1_000 + random.nextInt(100_000);
            PartitionRange range = new PartitionRange(ref.partition(number), PositionRange.offsets(0, end));
            partitions.add(new PartitionInfo(
                    range.partition(), Position.offset(0), Position.offset(end), Position.offset(end)));
            ranges.add(range);
            saved.add(lane(number, buckets, end));
            outcomes.add(new PartitionOutcome(
                    range,
                    Position.offset(end),
                    number == 1 ? PartitionOutcome.End.FAILED : PartitionOutcome.End.COMPLETE,
                    end / 10,
                    end,
                    number,
                    end * 100,
                    number == 2 ? List.of(PositionRange.offsets(0, 5)) : List.of(),
                    number == 2 ? Optional.of("the head moved") : Optional.empty(),
                    number == 1 ? Optional.of(texts + "the disk is gone") : Optional.empty()));
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < findingCount; i++) {
            findings.add(finding(ref.partition(random.nextInt(Math.max(1, lanes))), i));
        }
        List<Incident> incidents = findings.size() < 2
                ? List.of()
                : List.of(new Incident(findings.subList(0, 2), new TimeSpan(START, START + HOUR)));
        return new SavedStream(
                new StreamInfo(
                        ref,
                        "topic-id",
                        partitions,
                        Compaction.OFF,
                        Optional.of(Duration.ofDays(7)),
                        TimestampKind.CREATE,
                        Map.of("retention.ms", "604800000")),
                Instant.ofEpochMilli(START + 3 * HOUR),
                "0.9",
                Depth.RECORDS,
                false,
                Optional.of(new TimeSpan(START, START + 3 * HOUR)),
                ranges,
                new FieldSpec(
                        Optional.of("json:/seq"),
                        Optional.empty(),
                        Optional.of("json:/id"),
                        Optional.empty(),
                        PayloadFormat.JSON),
                "json",
                "As a sample of 40 says.",
                List.of(new SavedStream.Pass("start", "end", Depth.RECORDS, outcomes)),
                saved,
                findings,
                incidents,
                lanes == 0
                        ? List.of()
                        : List.of(new SavedStream.Trail(
                                "billing", 0, List.of(new long[] {START, 0}, new long[] {START + HOUR, 500}))),
                List.of(new GroupCommit("billing", ref.partition(0), Position.offset(500), START + HOUR, 3)));
    }

    private SavedLane lane(int number, int buckets, long end) {
        long[] keys = new long[buckets];
        long[] counts = new long[buckets];
        long[] bytes = new long[buckets];
        long[] places = new long[buckets];
        long key = START >> 16;
        long sum = 0;
        for (int i = 0; i < buckets; i++) {
            key += 1 + (random.nextInt(9) == 0 ? random.nextInt(6) : 0);
            keys[i] = key;
            counts[i] = 1 + random.nextInt(900);
            bytes[i] = counts[i] * (80 + random.nextInt(60));
            places[i] = i;
            sum += counts[i];
        }
        return new SavedLane(
                number,
                new Density(
                        new Density.Counts(16, keys, counts, bytes),
                        new Density.Counts(9, places, counts, new long[0]),
                        sum,
                        sum * 100,
                        buckets == 0 ? Long.MAX_VALUE : keys[0] << 16,
                        buckets == 0 ? Long.MIN_VALUE : keys[buckets - 1] << 16,
                        number % 2 == 0,
                        false,
                        number % 3 == 0
                                ? new Backdrop(new long[] {START, START + HOUR}, new long[] {0, end})
                                : Backdrop.NONE,
                        List.of(PositionRange.offsets(0, end))),
                new long[] {0, end / 2},
                new long[] {START, START + HOUR},
                number == 0
                        ? List.of(
                                new Baseline.EpochStart(1, Position.offset(0)),
                                new Baseline.EpochStart(2, Position.offset(9)))
                        : List.of());
    }

    private Finding finding(PartitionRef partition, int index) {
        FindingKind[] kinds = FindingKind.values();
        Verdict[] verdicts = Verdict.values();
        FindingKind kind = kinds[random.nextInt(kinds.length)];
        Verdict verdict = verdicts[random.nextInt(verdicts.length)];
        long from = START + (long) (random.nextDouble() * 3 * HOUR);
        Finding found = Finding.of(
                partition,
                kind,
                Severity.values()[random.nextInt(4)],
                verdict,
                Cause.values()[random.nextInt(Cause.values().length)],
                PositionRange.offsets(index * 10L, index * 10L + random.nextInt(9)),
                random.nextBoolean() ? OptionalLong.of(random.nextInt(500)) : OptionalLong.empty(),
                Basis.values()[random.nextInt(4)],
                new TimeSpan(from, from + random.nextInt(900_000)),
                new Explanation(
                        texts + index + " things are not as they should be",
                        texts + "The log is dense around here, so it lost nothing: the events were never written.",
                        "Look for them upstream and replay them."),
                Evidence.of("sequence_from", index)
                        .with("key", texts + "k-" + index)
                        .with("exact", true)
                        .build(),
                "");
        FindingStatus[] states = FindingStatus.values();
        return index % 4 == 3 ? found.withStatus(states[random.nextInt(states.length)]) : found;
    }
}
