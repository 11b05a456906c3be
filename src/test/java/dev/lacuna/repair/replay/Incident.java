package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Header;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.MemoryStream;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Two streams in one cluster: `upstream`, with all that a log may hold, and `orders`, into which it is replayed. Each
/// test run of the replay is a client of its own, as a process would be.
final class Incident {

    static final Instant NOW = Instant.parse("2026-02-14T10:00:00Z");
    static final long MILLIS = NOW.toEpochMilli() - 3_600_000;
    static final String PLAN_ID = "plan1";

    /// The sequence number is the key.
    static final FieldReader KEY_SEQUENCE = event -> {
        Bytes key = event.key();
        String text = key == null ? "" : key.text();
        return text.matches("\\d+") ? new Fields(Long.parseLong(text), null, null, Fields.ABSENT, null) : Fields.NONE;
    };

    static final FieldSpec FIELDS =
            new FieldSpec(Optional.of("key"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.AUTO);

    final MemoryCluster cluster = MemoryCluster.of("east");
    final MemoryStream upstream;
    final MemoryStream orders;
    final FakeTicks ticks = new FakeTicks();

    Incident() {
        this(2);
    }

    Incident(int targetPartitions) {
        upstream = cluster.create("upstream", 2);
        orders = cluster.create("orders", targetPartitions);
        var first = upstream.partition(0);
        first.append(content(0), content(1));
        first.append(
                new MemoryContent(MILLIS - 5, null, Bytes.utf8("no key"), List.of()),
                new MemoryContent(MILLIS + 9, Bytes.EMPTY, Bytes.EMPTY, List.of(new Header("empty", Bytes.EMPTY))),
                new MemoryContent(MILLIS, Bytes.utf8("4"), null, List.of(new Header("null", null))),
                content(5).with("twice", Bytes.utf8("a")).with("other", null).with("twice", Bytes.utf8("b")));
        first.appendTransaction(Fate.ABORTED, content(6), content(7));
        first.appendTransaction(Fate.COMMITTED, content(8), content(9));
        first.skip(3);
        first.append(content(10), content(11), content(12));
        upstream.partition(1).append(content(100), content(101));
        upstream.partition(1).appendTransaction(Fate.COMMITTED, content(102), content(103), content(104));
        for (int i = 0; i < targetPartitions; i++) {
            orders.partition(i).append(content(900 + i), content(910 + i));
        }
    }

    static MemoryContent content(int number) {
        return MemoryContent.of(MILLIS + number, "" + number, "value " + number)
                .with("trace", Bytes.utf8("t" + number));
    }

    static ReplayRequest.Range all(MemoryStream stream, int partition) {
        return ReplayRequest.Range.all(
                partition,
                PositionRange.offsets(
                        0, stream.partition(partition).info().end().asOffset()));
    }

    ReplayRequest request(List<ReplayRequest.Range> ranges) {
        MemorySource source = cluster.connect();
        return new ReplayRequest(
                source,
                "upstream",
                ranges,
                source,
                "orders",
                new PartitionMapping.Automatic(),
                FIELDS,
                KEY_SEQUENCE,
                List.of());
    }

    /// A client to which the second partition of `upstream` can't be read from that offset on, for ever.
    MemorySource endingAt(long offset) {
        return cluster.connect()
                .failAt(
                        upstream.info().stream().partition(1),
                        offset,
                        new SourceException(SourceException.Kind.OTHER, "can't be read", false, null));
    }

    static ReplayPlanner planner() {
        return new ReplayPlanner(Clock.fixed(NOW, ZoneOffset.UTC), () -> PLAN_ID, "test");
    }

    PlannedReplay plan(ReplayRequest.Range... ranges) {
        return plan(request(List.of(ranges)));
    }

    static PlannedReplay plan(ReplayRequest request) {
        try {
            return planner().plan(request, new FakeContext());
        } catch (PlanException | SourceException | TaskCancelledException e) {
            throw new AssertionError(e);
        }
    }

    /// Both partitions, as three parts.
    ReplayPlan planAll() {
        return plan(
                        ReplayRequest.Range.all(0, PositionRange.offsets(0, 5)),
                        all(upstream, 1),
                        ReplayRequest.Range.all(
                                0,
                                PositionRange.offsets(
                                        5, upstream.partition(0).info().end().asOffset())))
                .plan();
    }

    ReplayReport execute(ReplayPlan plan) throws Exception {
        return execute(plan, cluster.connect(), ReplayOptions.DEFAULT.withEventsPerTransaction(3));
    }

    ReplayReport execute(ReplayPlan plan, MemorySource client, ReplayOptions options) throws Exception {
        return run(plan, client, options, new ReplayProgress(plan, ReplayMode.EXECUTE), new FakeContext());
    }

    ReplayReport dryRun(ReplayPlan plan) throws Exception {
        return run(
                plan,
                cluster.connect(),
                ReplayOptions.DEFAULT,
                new ReplayProgress(plan, ReplayMode.DRY_RUN),
                new FakeContext());
    }

    ReplayReport run(
            ReplayPlan plan, MemorySource client, ReplayOptions options, ReplayProgress progress, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        var job = new ReplayJob(plan, client, client, KEY_SEQUENCE);
        return new ReplayRun(Clock.fixed(NOW, ZoneOffset.UTC), ticks).run(job, options, progress, context);
    }

    ReplayReport execute(ReplayPlan plan, MemorySource client, LookBack lookBack) throws Exception {
        var job = new ReplayJob(plan, client, client, KEY_SEQUENCE);
        return new ReplayRun(Clock.fixed(NOW, ZoneOffset.UTC), ticks)
                .run(
                        job,
                        ReplayOptions.DEFAULT.withEventsPerTransaction(3),
                        lookBack,
                        new ReplayProgress(plan, ReplayMode.EXECUTE),
                        new FakeContext());
    }

    ReplayCheckResult check(ReplayPlan plan) throws Exception {
        MemorySource client = cluster.connect();
        return ReplayCheck.check(new ReplayJob(plan, client, client, KEY_SEQUENCE), new FakeContext());
    }

    /// What a committed reader sees behind the two events that were there before.
    List<Event> arrived(int partition) {
        return orders.partition(partition).committed().stream()
                .filter(event -> event.position().asOffset() >= 2)
                .toList();
    }

    /// The independent look: each original exactly once, in order, byte for byte, with both headers last.
    void assertCopied(int targetPartition, List<Event> originals) {
        List<Event> copies = arrived(targetPartition);
        List<String> expected = new ArrayList<>();
        for (Event original : originals) {
            List<Header> headers = new ArrayList<>(original.headers());
            headers.add(new Header(
                    "lacuna.origin",
                    Bytes.utf8("east/upstream/" + original.partition().number() + "@" + original.position())));
            headers.add(new Header("lacuna.plan", Bytes.utf8(PLAN_ID)));
            expected.add(words(original, headers));
        }
        assertThat(copies.stream().map(copy -> words(copy, copy.headers()))).containsExactlyElementsOf(expected);
    }

    /// The target is as it was before any copy.
    void assertNothingWritten() {
        for (var partition : orders.partitions()) {
            assertThat(partition.info().end()).isEqualTo(Position.offset(2));
        }
    }

    void assertAllCopiedOnce() {
        assertCopied(0, upstream.partition(0).committed());
        assertCopied(1, upstream.partition(1).committed());
    }

    private static String words(Event event, List<Header> headers) {
        var text = new StringBuilder();
        text.append(event.millis()).append(words(event.key())).append(words(event.value()));
        headers.forEach(header -> text.append(header.name()).append(words(header.value())));
        return text.toString();
    }

    private static String words(@org.jspecify.annotations.Nullable Bytes bytes) {
        return bytes == null ? "|null|" : "|" + Arrays.toString(bytes.toArray()) + "|";
    }
}
