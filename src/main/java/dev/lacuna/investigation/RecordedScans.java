package dev.lacuna.investigation;

import dev.lacuna.decode.Detection;
import dev.lacuna.detect.group.GroupProgress;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Backdrop;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Density;
import dev.lacuna.model.Depth;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.report.session.SavedLane;
import dev.lacuna.report.session.SavedStream;
import dev.lacuna.scan.OverviewScanner;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Scans as they are kept in a session, and back.
final class RecordedScans {

    private RecordedScans() {}

    /// All that a scan has seen so far.
    ///
    /// @param commits where consumer groups stood
    static SavedStream saved(Scan scan, List<GroupCommit> commits) {
        Map<PartitionRef, Baseline> baselines = new HashMap<>();
        scan.baselines().forEach(baseline -> baselines.put(baseline.partition(), baseline));
        List<SavedLane> lanes = new ArrayList<>();
        for (PartitionRef partition : scan.index().partitions()) {
            long[][] sample = scan.times(partition).sample();
            Baseline baseline = baselines.get(partition);
            lanes.add(new SavedLane(
                    partition.number(),
                    scan.index().lane(partition).density(),
                    sample[0],
                    sample[1],
                    baseline == null ? List.of() : baseline.epochs()));
        }
        return new SavedStream(
                scan.stream(),
                scan.at(),
                scan.toolVersion(),
                scan.request().depth(),
                scan.isOverview(),
                scan.overview().map(OverviewScanner.Overview::focus),
                scan.ranges(),
                scan.request().fields(),
                scan.detection().map(found -> found.format().id()).orElse(""),
                scan.detection().map(Detection::basis).orElse(""),
                scan.passes().stream().map(RecordedScans::saved).toList(),
                lanes,
                scan.findings().all(),
                scan.incidents(),
                scan.progress().stream().map(RecordedScans::saved).toList(),
                commits);
    }

    private static SavedStream.Pass saved(Pass pass) {
        Bounds bounds = pass.request().bounds();
        return new SavedStream.Pass(
                bounds.from().text(), bounds.to().text(), pass.request().depth(), pass.outcomes());
    }

    private static SavedStream.Trail saved(GroupProgress progress) {
        return new SavedStream.Trail(
                progress.group(),
                progress.partition().number(),
                progress.points().stream()
                        .map(point -> new long[] {point.millis(), point.next()})
                        .toList());
    }

    /// The scan as it ended. Waits for a task of its own.
    static Scan scan(SavedStream saved, TaskRunner runner) throws Exception {
        Map<PartitionRef, Density> densities = new LinkedHashMap<>();
        Map<PartitionRef, TimeMap> times = new HashMap<>();
        Map<PartitionRef, Backdrop> backdrops = new HashMap<>();
        for (PartitionInfo info : saved.stream().partitions()) {
            densities.put(info.partition(), Density.NONE);
            times.put(info.partition(), new TimeMap());
        }
        for (SavedLane lane : saved.lanes()) {
            PartitionRef partition = saved.stream().stream().partition(lane.partition());
            densities.put(partition, lane.density());
            times.put(partition, TimeMap.of(lane.positions(), lane.millis()));
            if (lane.density().backdrop().stretches() > 0) {
                backdrops.put(partition, lane.density().backdrop());
            }
        }
        var scan = new Scan(
                request(saved.name(), Bounds.ALL, saved.depth(), saved),
                saved.stream(),
                saved.ranges(),
                DensityIndex.of(densities),
                times,
                saved.scannedAt(),
                saved.toolVersion());
        saved.focus().ifPresent(focus -> scan.show(new OverviewScanner.Overview(focus, backdrops)));
        detection(saved).ifPresent(scan::detected);
        saved.passes().forEach(pass -> restore(pass, saved, scan));
        saved.findings().forEach(scan.findings()::put);
        scan.grouped(saved.incidents());
        scan.moved(saved.trails().stream().map(trail -> progress(trail, saved)).toList());
        keepEpochs(saved, scan);
        TaskHandle<Scan> ended = runner.start("Open " + saved.name() + " as it was recorded", context -> scan);
        ended.await();
        if (saved.overview()) {
            scan.overviewStartedAs(ended);
        } else {
            scan.startedAs(ended);
        }
        return scan;
    }

    private static ScanRequest request(String stream, Bounds bounds, Depth depth, SavedStream saved) {
        return new ScanRequest(stream, Set.of(), bounds, depth, saved.fields());
    }

    private static void restore(SavedStream.Pass pass, SavedStream saved, Scan scan) {
        Clock then = Clock.fixed(saved.scannedAt(), ZoneOffset.UTC);
        var bounds = new Bounds(Bound.parse(pass.from(), then), Bound.parse(pass.to(), then));
        scan.begin(
                        request(saved.name(), bounds, pass.depth(), saved),
                        pass.outcomes().stream().map(PartitionOutcome::asked).toList())
                .endedWith(pass.outcomes());
    }

    private static Optional<Detection> detection(SavedStream saved) {
        for (PayloadFormat format : PayloadFormat.values()) {
            if (format.id().equals(saved.format())) {
                return Optional.of(new Detection(format, saved.formatBasis()));
            }
        }
        return Optional.empty();
    }

    private static GroupProgress progress(SavedStream.Trail trail, SavedStream saved) {
        return new GroupProgress(
                trail.group(),
                saved.stream().stream().partition(trail.partition()),
                trail.points().stream()
                        .map(point -> new GroupProgress.Point(point[0], point[1]))
                        .toList());
    }

    /// Only where leaders changed is kept of baselines: they are drawn.
    private static void keepEpochs(SavedStream saved, Scan scan) {
        for (SavedLane lane : saved.lanes()) {
            if (!lane.epochs().isEmpty()) {
                scan.keep(new Baseline(
                        saved.stream().stream().partition(lane.partition()),
                        saved.stream().id(),
                        saved.scannedAt().toEpochMilli(),
                        Position.offset(0),
                        Position.offset(0),
                        false,
                        lane.epochs(),
                        List.of()));
            }
        }
    }
}
