package dev.lacuna.investigation;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Begins to follow streams: on what a scan has read, on nothing, or on a scan that is made for it.
final class Follows {

    private final StreamSource source;
    private final TaskRunner runner;
    private final PassRunner passes;
    private Duration betweenLooks = Duration.ofSeconds(1);

    Follows(StreamSource source, TaskRunner runner, PassRunner passes) {
        this.source = source;
        this.runner = runner;
        this.passes = passes;
    }

    /// Lets rules tell what is so now that often, at most.
    void lookEvery(Duration time) {
        betweenLooks = time;
    }

    /// See [Investigation#follow].
    TaskHandle<Scan> follow(Scan scan, ScanRequest request) throws SourceException {
        requireFollowable();
        if (!scan.canBeFollowed()) {
            throw new IllegalStateException("what was read can't be gone on with: scan anew");
        }
        PassAtWork kept = scan.following().takeKept().orElse(null);
        StreamInfo now = kept == null ? source.describe(request.stream()) : scan.stream();
        scan.following().begins();
        TaskHandle<Scan> task = runner.start("Follow " + request.stream(), context -> {
            follow(scan, request, now, kept, context);
            return scan;
        });
        scan.startedAs(task);
        return task;
    }

    private void follow(Scan scan, ScanRequest request, StreamInfo now, @Nullable PassAtWork kept, TaskContext context)
            throws Exception {
        if (kept != null) {
            goOn(scan, kept, context);
            return;
        }
        scan.standsAt(now.partitions());
        List<PartitionRange> ends = scan.ranges().stream()
                .map(range -> new PartitionRange(range.partition(), end(now, range)))
                .toList();
        goOn(scan, passes.start(scan, scan.begin(request, ends), List.of(), context), context);
    }

    private static PositionRange end(StreamInfo now, PartitionRange range) {
        Position end = now.partition(range.partition().number())
                .map(PartitionInfo::lastStable)
                .orElse(range.positions().to());
        return new PositionRange(end, end);
    }

    /// Goes on with rules at work behind what they have seen, until somebody stops it.
    void goOn(Scan scan, PassAtWork work, TaskContext context) throws Exception {
        Map<PartitionRef, Position> from = new LinkedHashMap<>();
        work.ranges()
                .forEach(range -> from.put(range.partition(), range.positions().to()));
        for (PartitionOutcome outcome : work.pass().outcomes()) {
            from.put(outcome.asked().partition(), outcome.reached());
        }
        boolean kept = false;
        try {
            new Following(source, scan, work, from, runner.clock(), betweenLooks).run(context);
            kept = work.isDecided()
                    && work.pass().outcomes().stream()
                            .noneMatch(outcome -> outcome.end() == PartitionOutcome.End.LOG_ENDED
                                    || outcome.end() == PartitionOutcome.End.FAILED);
            if (kept) {
                scan.following().keep(work); // it can be followed once more
            }
        } finally {
            if (!kept) {
                work.close();
            }
        }
    }

    void requireFollowable() throws SourceException {
        if (!source.canFollow()) {
            throw new SourceException(
                    SourceException.Kind.UNSUPPORTED,
                    source.info().name() + " does not say when something is written to it, so it can't be followed. "
                            + "Scan it again to see what came, or follow the broker itself.",
                    false,
                    null);
        }
    }
}
