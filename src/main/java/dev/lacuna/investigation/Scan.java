package dev.lacuna.investigation;

import dev.lacuna.decode.Detection;
import dev.lacuna.detect.Incidents;
import dev.lacuna.detect.group.GroupProgress;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Backdrop;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Depth;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Incident;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.ReportRow;
import dev.lacuna.scan.OverviewScanner;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What is known of a stream, while it is found out and after: an overview by look-ups, and what passes over
/// parts of it have read. Safe from any thread; everything seen stays usable when a pass is cancelled or
/// fails.
public final class Scan {

    private volatile StreamInfo stream;
    private volatile List<PartitionRange> ranges;
    private final DensityIndex index;
    private final Map<PartitionRef, TimeMap> times;
    private final FindingLog findings = new FindingLog();
    private final Instant at;
    private final String toolVersion;
    private final List<Pass> passes = new CopyOnWriteArrayList<>();
    private final AtomicLong steps = new AtomicLong();
    private volatile ScanRequest request;
    private volatile @Nullable TaskHandle<Scan> task;
    private volatile @Nullable TaskHandle<Scan> overviewTask;
    private volatile OverviewScanner.@Nullable Overview overview;
    private volatile @Nullable Detection detected;
    private final FollowState following = new FollowState();
    private volatile List<Incident> incidents = List.of();
    private volatile List<GroupProgress> progress = List.of();
    private volatile @Nullable List<GroupCommit> commits;

    // by partition
    private final Map<PartitionRef, Baseline> baselines = new ConcurrentSkipListMap<>();

    /// @param ranges all that the scan may read
    Scan(
            ScanRequest request,
            StreamInfo stream,
            List<PartitionRange> ranges,
            DensityIndex index,
            Map<PartitionRef, TimeMap> times,
            Instant at,
            String toolVersion) {
        this.request = request;
        this.stream = stream;
        this.ranges = List.copyOf(ranges);
        this.index = index;
        this.times = new ConcurrentHashMap<>(times);
        this.at = at;
        this.toolVersion = toolVersion;
    }

    void detected(Detection detection) {
        detected = detection;
    }

    /// How payloads were read, and why so; empty where none were.
    public Optional<Detection> detection() {
        return Optional.ofNullable(detected);
    }

    void startedAs(TaskHandle<Scan> handle) {
        task = handle;
    }

    void overviewStartedAs(TaskHandle<Scan> handle) {
        overviewTask = handle;
    }

    Pass begin(ScanRequest asked, List<PartitionRange> toRead) {
        var pass = new Pass(asked, toRead);
        passes.add(pass);
        steps.incrementAndGet();
        return pass;
    }

    /// What was read, in order.
    List<Pass> passes() {
        return List.copyOf(passes);
    }

    /// Takes over which findings belong together as it was found before.
    void grouped(List<Incident> known) {
        incidents = List.copyOf(known);
    }

    String toolVersion() {
        return toolVersion;
    }

    /// Keeps of each partition what came furthest.
    void keep(Baseline baseline) {
        baselines.merge(
                baseline.partition(), baseline, (kept, more) -> more.to().isBefore(kept.to()) ? kept : more);
    }

    void moved(List<GroupProgress> groups) {
        progress = List.copyOf(groups);
    }

    void committed(List<GroupCommit> history) {
        commits = List.copyOf(history);
    }

    /// Goes on from an overview to reading all of it.
    void deepenedTo(ScanRequest deeper) {
        request = deeper;
    }

    void show(OverviewScanner.Overview found) {
        overview = found;
        steps.incrementAndGet();
        found.backdrops().forEach((partition, backdrop) -> index.lane(partition).estimate(backdrop));
    }

    /// What look-ups by time have told so far.
    Optional<OverviewScanner.Overview> overview() {
        return Optional.ofNullable(overview);
    }

    /// What look-ups by time have told of a partition so far.
    public Backdrop backdrop(PartitionRef partition) {
        OverviewScanner.Overview found = overview;
        return found == null ? Backdrop.NONE : found.backdrops().getOrDefault(partition, Backdrop.NONE);
    }

    /// The time that an overview was asked for, or in which nearly everything lies; empty while nothing is known.
    public Optional<TimeSpan> focus() {
        OverviewScanner.Overview found = overview;
        return found == null || found.backdrops().isEmpty()
                ? Optional.empty()
                : Optional.of(request.bounds().times(found.focus()));
    }

    /// What was asked for: of an overview, what it was deepened to.
    public ScanRequest request() {
        return request;
    }

    // Following.

    FollowState following() {
        return following;
    }

    /// Whether what comes can follow on what was read, or nothing was read yet: else the scan must be made
    /// anew for that.
    public boolean canBeFollowed() {
        return following.hasKept() || passes.isEmpty();
    }

    /// Ends the following as it should end, soon, or as soon as what was to be read before it is read: the rules decide
    /// what is still open.
    public void stopFollowing() {
        following.stop();
    }

    /// How it stands with following; empty where that was never asked for.
    public Optional<LiveState> live() {
        return following.live();
    }

    /// Whether it is followed now.
    public boolean isFollowing() {
        return isReading()
                && live().filter(state -> state.stage() != LiveState.Stage.ENDED)
                        .isPresent();
    }

    /// The logs stand elsewhere now; what came since may be looked at, too.
    void standsAt(List<PartitionInfo> infos) {
        Map<PartitionRef, PartitionInfo> now = new HashMap<>();
        infos.forEach(info -> now.put(info.partition(), info));
        StreamInfo known = stream;
        stream = known.withPartitions(known.partitions().stream()
                .map(info -> now.getOrDefault(info.partition(), info))
                .toList());
        ranges = ranges.stream()
                .map(range -> {
                    PartitionInfo info = now.get(range.partition());
                    Position from = range.positions().from();
                    return info == null
                            ? range
                            : new PartitionRange(
                                    range.partition(), new PositionRange(from, Position.max(from, info.end())));
                })
                .toList();
    }

    /// A partition that was added to the stream while it is followed, to be looked at from its first position on.
    void add(PartitionInfo info) {
        times.put(info.partition(), new TimeMap());
        index.add(info.partition());
        List<PartitionRange> allRanges = new ArrayList<>(ranges);
        allRanges.add(new PartitionRange(info.partition(), info.range()));
        ranges = List.copyOf(allRanges);
        StreamInfo known = stream;
        List<PartitionInfo> all = new ArrayList<>(known.partitions());
        all.add(info);
        stream = known.withPartitions(all); // last, for whoever looks for the lanes of its partitions
    }

    /// The stream as it stood when the scan began, or when it was last heard of while it is followed.
    public StreamInfo stream() {
        return stream;
    }

    /// All that may be looked at.
    public List<PartitionRange> ranges() {
        return ranges;
    }

    TimeMap times(PartitionRef partition) {
        TimeMap map = times.get(partition);
        if (map == null) {
            throw new IllegalArgumentException("not part of this scan: " + partition);
        }
        return map;
    }

    public DensityIndex index() {
        return index;
    }

    public FindingLog findings() {
        return findings;
    }

    /// Roughly when the event at a position happened, epoch ms; -1 when unknown.
    public long timeAt(PartitionRef partition, long position) {
        TimeMap map = times.get(partition);
        return map == null ? -1 : map.at(position);
    }

    /// When the first event at or behind a position was there for readers, roughly, epoch ms; -1 when unknown,
    /// see [TimeMap#arrivalAt].
    public long arrivalAt(PartitionRef partition, long position) {
        TimeMap map = times.get(partition);
        return map == null ? -1 : map.arrivalAt(position);
    }

    /// The newest reading, running or ended, or the overview where nothing was read yet. DONE also when some
    /// partitions could not be read to their end, see [#outcomes()].
    public TaskHandle<Scan> task() {
        TaskHandle<Scan> newest = task;
        TaskHandle<Scan> look = newest == null ? overviewTask : newest;
        if (look == null) {
            throw new IllegalStateException("a scan has a task before anybody else sees it");
        }
        return look;
    }

    /// Grows when an overview sharpens or a reading begins, so that a view that polls misses none.
    public long steps() {
        return steps.get();
    }

    /// Whether anything is being looked up or read.
    public boolean isRunning() {
        TaskHandle<Scan> looking = overviewTask;
        return !task().state().isTerminal()
                || (looking != null && !looking.state().isTerminal());
    }

    /// Whether events or batches are being read.
    public boolean isReading() {
        TaskHandle<Scan> reading = task;
        return reading != null && !reading.state().isTerminal();
    }

    /// Ends what is being looked up or read; what was seen stays.
    public void cancel() {
        TaskHandle<Scan> looking = overviewTask;
        if (looking != null) {
            looking.cancel();
        }
        task().cancel();
    }

    /// When the scan began.
    public Instant at() {
        return at;
    }

    /// How the readings of each partition have ended; empty until one has.
    public List<PartitionOutcome> outcomes() {
        return passes.stream().flatMap(pass -> pass.outcomes().stream()).toList();
    }

    /// What to keep of it, so that a later scan can tell whether the log is still the same: one of each
    /// partition that was read.
    public List<Baseline> baselines() {
        return List.copyOf(baselines.values());
    }

    /// How consumer groups moved over the stream, as far as their history is kept; empty until it was read.
    public List<GroupProgress> progress() {
        return progress;
    }

    /// What groups have committed on the stream, as it was read last while it was followed, the same list until it is
    /// read again; empty before that.
    public Optional<List<GroupCommit>> commits() {
        return Optional.ofNullable(commits);
    }

    /// Whether every partition was seen to the end that was asked for.
    public boolean isComplete() {
        return !passes.isEmpty() && passes.stream().allMatch(Pass::isComplete);
    }

    /// The times between two that were asked for and read to their end.
    public List<TimeSpan> readSpans() {
        return passes.stream()
                .filter(pass -> pass.request().bounds().isSpan() && pass.isComplete())
                .map(pass -> pass.request().bounds().times(new TimeSpan(0, 0)))
                .toList();
    }

    /// Whether nothing but look-ups was asked for, and readings only of parts.
    public boolean isOverview() {
        return overviewTask != null && request.depth() == Depth.OVERVIEW;
    }

    public long events() {
        return outcomes().stream().mapToLong(PartitionOutcome::events).sum();
    }

    /// The findings that belong together, in order of time, as of the end of the newest reading.
    public List<Incident> incidents() {
        return incidents;
    }

    /// Looks anew which findings belong together.
    void groupFindings() {
        incidents = Incidents.of(findings.all());
    }

    /// The findings as a report shows them; those of an incident name it in their evidence.
    public List<ReportRow> report() {
        return ScanReport.of(this);
    }
}
