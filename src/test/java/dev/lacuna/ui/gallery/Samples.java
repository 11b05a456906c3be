package dev.lacuna.ui.gallery;

import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.ScanFixture;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Event;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.model.Verdict;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.ReplayCheckResult;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.repair.replay.SelectionFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Plausible findings, records and plans for pictures and tests of the panels.
public final class Samples {

    public static final StreamRef ORDERS = new StreamRef("kafka://127.0.0.1:9092", "orders");

    private Samples() {}

    private static long at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z").toEpochMilli();
    }

    /// The lost run: 173 numbers of partition 2.
    public static Finding lostRun() {
        return finding(
                2,
                FindingKind.GAP_SEQUENCE,
                Severity.CRITICAL,
                Verdict.LOSS,
                Cause.NEVER_WRITTEN,
                PositionRange.offsets(4_120, 4_122),
                OptionalLong.of(173),
                Basis.EXACT,
                "08:12:41.003",
                "08:15:34.118",
                "173 missing sequence numbers",
                "173 consecutive numbers never reached this partition. The offsets are dense, so the log lost nothing: the"
                        + " events were never written here.",
                "Look for numbers 7696 to 7868 upstream (the source stream, a mirror, a dead-letter stream, the"
                        + " producer's own store) and replay them from there.",
                Evidence.of("sequence_from", 7_696)
                        .with("sequence_to", 7_868)
                        .with("offset_before", 4_120)
                        .with("offset_after", 4_121)
                        .build());
    }

    public static List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        all.add(lostRun());
        all.add(finding(
                2,
                FindingKind.GAP_SEQUENCE,
                Severity.MAJOR,
                Verdict.LOSS,
                Cause.NEVER_WRITTEN,
                PositionRange.offsets(6_000, 6_002),
                OptionalLong.of(1),
                Basis.EXACT,
                "08:31:07.220",
                "08:31:09.900",
                "1 missing sequence number",
                "One number never reached this partition.",
                "Look for it upstream.",
                Evidence.of("sequence_from", 9_749)
                        .with("sequence_to", 9_749)
                        .with("offset_before", 6_000)
                        .with("offset_after", 6_001)
                        .build()));
        all.add(plain(
                5,
                FindingKind.DUPLICATE,
                Severity.MINOR,
                Verdict.ANOMALY,
                Cause.APPLICATION_RESEND,
                "08:16:02.950",
                "08:16:40.120",
                "41 duplicate events",
                Evidence.of("count", 41)
                        .with("id", "o-48102")
                        .with("producer_id", 4_001)
                        .build()));
        all.add(finding(
                4,
                FindingKind.SILENCE,
                Severity.MAJOR,
                Verdict.SUSPECT,
                Cause.NO_EVENTS,
                PositionRange.offsets(2_000, 2_002),
                OptionalLong.of(900),
                Basis.ESTIMATED,
                "07:40:00.000",
                "07:55:00.000",
                "silence of 15 min",
                "Nothing was written for 15 min, though about one event a second is usual here.",
                "Ask what the producer did then.",
                Evidence.of("usual_per_minute", 60).with("silent_ms", 900_000).build()));
        all.add(plain(
                1,
                FindingKind.ORDER_SEQUENCE,
                Severity.MINOR,
                Verdict.ANOMALY,
                Cause.LATE_ARRIVAL,
                "07:51:12.410",
                "07:52:00.000",
                "12 events up to 3.2 s late",
                Evidence.of("count", 12).build()));
        all.add(plain(
                3,
                FindingKind.CONTENT_MALFORMED,
                Severity.MINOR,
                Verdict.ANOMALY,
                Cause.UNREADABLE_PAYLOAD,
                "08:02:44.871",
                "08:03:10.000",
                "3 unreadable payloads",
                Evidence.of("decoder", "JSON")
                        .with("reason", "unexpected end of input")
                        .build()));
        all.add(finding(
                        0,
                        FindingKind.GAP_SEQUENCE,
                        Severity.CRITICAL,
                        Verdict.LOSS,
                        Cause.NEVER_WRITTEN,
                        PositionRange.offsets(3_000, 3_002),
                        OptionalLong.of(58),
                        Basis.EXACT,
                        "08:12:40.118",
                        "08:15:30.000",
                        "58 missing sequence numbers",
                        "58 numbers never reached this partition.",
                        "",
                        Evidence.of("sequence_from", 5_000)
                                .with("sequence_to", 5_057)
                                .build())
                .withStatus(FindingStatus.REPAIRED));
        all.add(markers());
        return all;
    }

    /// A hole that is explained.
    public static Finding markers() {
        return finding(
                0,
                FindingKind.GAP_OFFSETS,
                Severity.INFO,
                Verdict.BENIGN,
                Cause.TRANSACTION_MARKER,
                PositionRange.offsets(100, 9_000),
                OptionalLong.of(1_208),
                Basis.EXACT,
                "06:00:00.000",
                "09:00:00.000",
                "1208 transaction markers",
                "Each of these offsets holds a commit or abort marker.",
                "",
                Evidence.of("markers", 1_208).build());
    }

    private static Finding plain(
            int partition,
            FindingKind kind,
            Severity severity,
            Verdict verdict,
            Cause cause,
            String from,
            String to,
            String summary,
            Evidence evidence) {
        return finding(
                partition,
                kind,
                severity,
                verdict,
                cause,
                PositionRange.offsets(5_000, 5_100),
                OptionalLong.empty(),
                Basis.NONE,
                from,
                to,
                summary,
                "These events are not as they should be.",
                "Look at the records.",
                evidence);
    }

    private static Finding finding(
            int partition,
            FindingKind kind,
            Severity severity,
            Verdict verdict,
            Cause cause,
            PositionRange positions,
            OptionalLong missing,
            Basis basis,
            String from,
            String to,
            String summary,
            String explanation,
            String suggestion,
            Evidence evidence) {
        return Finding.of(
                ORDERS.partition(partition),
                kind,
                severity,
                verdict,
                cause,
                positions,
                missing,
                basis,
                new TimeSpan(at(from), at(to)),
                new Explanation(summary, explanation, suggestion),
                evidence,
                "");
    }

    public static List<ReplaySource> sources() {
        return List.of(source("orders-upstream", 7_868, 2), source("orders.mirror", 7_815, 1));
    }

    /// A source that holds the numbers from 7 696 up to that one.
    public static ReplaySource source(String name, long upTo, int neighbours) {
        var stream = ScanFixture.stream(name, 6, Optional.of(Duration.ofDays(400)));
        return new ReplaySource(
                stream,
                List.of(new ReplaySource.Holding(
                        new PartitionRange(stream.stream().partition(2), PositionRange.offsets(4_121, 4_294)),
                        List.of(new SequenceRange(7_696, upTo)))),
                173,
                neighbours);
    }

    public static ReplayPlan plan() {
        return new ReplayPlan(
                "8f3ac1d2",
                Instant.parse("2026-11-23T12:04:11.231Z"),
                "0.1.0",
                new ReplayPlan.Place("kafka://127.0.0.1:9092", "c1", "orders-upstream", "t1"),
                new ReplayPlan.Place("kafka://127.0.0.1:9092", "c1", "orders", "t2"),
                List.of(
                        new ReplayPlan.Part(
                                2,
                                PositionRange.offsets(4_121, 4_294),
                                Position.offset(0),
                                2,
                                List.of(new SequenceRange(7_696, 7_868)),
                                173),
                        new ReplayPlan.Part(
                                4,
                                PositionRange.offsets(6_002, 6_003),
                                Position.offset(0),
                                4,
                                List.of(new SequenceRange(9_749, 9_749)),
                                1)),
                FieldSpec.NONE,
                Map.of(0, Position.offset(10_000), 2, Position.offset(10_000), 4, Position.offset(10_000)),
                List.of(new ReplayPlan.RepairedFinding(
                        lostRun().id(), FindingKind.GAP_SEQUENCE, 2, List.of(new SequenceRange(7_696, 7_868)))),
                174,
                48_211);
    }

    public static List<Hazard> hazards() {
        return List.of(
                Hazard.warning(
                        "Consumers may count twice",
                        "Whoever reads orders without looking at ids will see 174 more events at its end. Tell them, or let"
                                + " them skip what bears the header lacuna.plan."),
                Hazard.note(
                        "Copies stand at the end of the log",
                        "Their timestamps are kept, so they are older than what stands before them."));
    }

    public static ReplayReport report(boolean dryRun, long written, long there) {
        return new ReplayReport(
                "8f3ac1d2",
                dryRun,
                174,
                written,
                there,
                0,
                List.of(),
                List.of(),
                Map.of(),
                written + there == 174
                        ? Optional.empty()
                        : Optional.of(new ReplayReport.Stop(
                                ReplayReport.Reason.INTERRUPTED,
                                "The connection was lost and did not come back.",
                                Optional.empty())),
                List.of(),
                SelectionFacts.NONE,
                List.of());
    }

    public static ReplayCheckResult copies(long missing) {
        return new ReplayCheckResult(
                "8f3ac1d2",
                174,
                174,
                174 - missing,
                missing,
                0,
                0,
                0,
                0,
                0,
                true,
                true,
                List.of(),
                List.of(),
                List.of());
    }

    /// Records of every sort: JSON, text, bytes, tombstones, aborted, open and replayed ones.
    public static RecordPage page(int count) {
        List<RecordPage.Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i));
        }
        return new RecordPage(rows, "");
    }

    private static RecordPage.Row row(int i) {
        Fate fate = i % 11 == 5 ? Fate.ABORTED : i % 11 == 8 ? Fate.OPEN : Fate.COMMITTED;
        Bytes key = i % 9 == 4 ? null : i % 9 == 7 ? Bytes.EMPTY : Bytes.utf8("order-" + (48_100 + i));
        String json = "{\"orderId\":\"o-" + (48_100 + i) + "\",\"sequence\":" + (7_690 + i)
                + ",\"eventTime\":\"2026-11-23T08:12:" + (10 + i % 50) + ".003Z\",\"amount\":" + (19.9 + i)
                + ",\"express\":" + (i % 2 == 0)
                + ",\"note\":null,\"lines\":[{\"sku\":\"A-17\",\"count\":2},{\"sku\":\"B-3\",\"count\":1}]}";
        Bytes value = switch (i % 9) {
            case 2 -> null;
            case 3 -> Bytes.of(new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 17, 44, 90});
            case 6 -> Bytes.EMPTY;
            default -> Bytes.utf8(json);
        };
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("trace-id", Bytes.utf8("4bf92f3577b34da6a3ce929d0e0e4736")));
        headers.add(new Header("tenant", Bytes.EMPTY));
        headers.add(new Header("retry-of", null));
        if (i % 7 == 1) {
            headers.add(new Header(Event.PLAN_HEADER, Bytes.utf8("8f3ac1d2")));
        }
        Event event = new Event(
                ORDERS.partition(i % 3 + 1),
                Position.offset(4_110 + i),
                at("08:12:41.003") + i * 1_017L,
                TimestampKind.CREATE,
                key,
                value,
                i % 4 == 3 ? List.of() : headers);
        return new RecordPage.Row(event, fate);
    }
}
