package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.decode.schema.DecodeException;
import dev.lacuna.decode.schema.SchemaSettings;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.RepairPlan;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.repair.replay.CopyListing;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.source.GlanceHandler;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamGroups;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An open source and everything that can be asked of it: what both faces call. Methods that return a handle
/// start a task and return at once; the others block and belong off the FX thread.
public final class Investigation implements AutoCloseable {

    private final StreamSource source;
    private final SourceSpec spec;
    private final Sources sources;
    private final TaskRunner runner;
    private final WriteGate gate;
    private final Scans scans;
    private final DeadLetterLook deadLetters;
    private final Replays replays;
    private final Rewinds rewinds;
    private final Decoding decoding;
    private final Sampling sampling;
    private final RecordTasks records;
    private final @Nullable Recording recording;

    private Investigation(
            StreamSource source,
            SourceSpec spec,
            Sources sources,
            TaskRunner runner,
            WriteGate gate,
            String toolVersion,
            Decoding decoding,
            @Nullable Recording recording) {
        this.source = source;
        this.spec = spec;
        this.sources = sources;
        this.runner = runner;
        this.gate = gate;
        this.decoding = decoding;
        this.recording = recording;
        this.sampling = new Sampling(source, decoding);
        this.records = new RecordTasks(source, sampling, runner, recording);
        this.scans = new Scans(
                source, runner, toolVersion, UnaryOperator.identity(), sampling, KeptBaselines.of(source.info(), gate));
        this.deadLetters = new DeadLetterLook(source, spec, scans, sampling, runner);
        this.replays = new Replays(source, spec, sources, scans, sampling, runner, gate, toolVersion);
        this.rewinds = new Rewinds(source, spec, runner, gate, toolVersion);
    }

    /// Connects.
    ///
    /// @param spec its properties may also say how payloads are read, see [SchemaSettings]
    /// @param gate what every write passes
    public static Investigation open(
            SourceSpec spec, Sources sources, TaskRunner runner, WriteGate gate, String toolVersion)
            throws SourceException {
        Decoding decoding;
        try {
            decoding = Decoding.of(sources.resolved(spec));
        } catch (DecodeException e) {
            throw new SourceException(SourceException.Kind.UNSUPPORTED, e.getMessage(), false, e);
        }
        SourceSpec plain = spec.withProperties(clientProperties(spec));
        return new Investigation(gate.open(plain, sources), plain, sources, runner, gate, toolVersion, decoding, null);
    }

    /// Opens what was recorded instead of a source: all that was seen can be seen again, and nothing else.
    public static Investigation recorded(
            Recording recording, Sources sources, TaskRunner runner, WriteGate gate, String toolVersion) {
        return new Investigation(
                new RecordedSource(recording.session()),
                new SourceSpec(recording.session().head().source(), Map.of(), true),
                sources,
                runner,
                gate,
                toolVersion,
                Decoding.none(),
                recording);
    }

    /// The same without a journal: for programs that write only into what they have made themselves.
    public static Investigation open(SourceSpec spec, Sources sources, TaskRunner runner, String toolVersion)
            throws SourceException {
        return open(spec, sources, runner, WriteGate.withoutJournal(), toolVersion);
    }

    private static Map<String, String> clientProperties(SourceSpec spec) {
        Map<String, String> client = new HashMap<>(spec.properties());
        client.keySet().removeIf(SchemaSettings::isKey);
        return client;
    }

    /// What was recorded, where that is what is open.
    public Optional<Recording> recording() {
        return Optional.ofNullable(recording);
    }

    public SourceInfo source() {
        return source.info();
    }

    public boolean isReadOnly() {
        return spec.readOnly() || source.isReadOnly();
    }

    public List<StreamSummary> streams() throws SourceException {
        return source.streams();
    }

    /// See [StreamSource#glance].
    public void glance(List<String> streams, GlanceHandler handler) throws SourceException {
        source.glance(streams, handler);
    }

    public StreamInfo describe(String stream) throws SourceException {
        return source.describe(stream);
    }

    /// The positions that bounds mean in the partitions of a stream.
    ///
    /// @param partitions only these; empty means all
    public List<PartitionRange> resolve(String stream, Set<Integer> partitions, Bounds bounds) throws SourceException {
        // what stood where at a time is not recorded: kept records are told apart by their own times
        Bounds known = recording != null && bounds.areTimes() ? Bounds.ALL : bounds;
        return scans.resolve(source.describe(stream), partitions, known);
    }

    /// What is known of how consumer groups moved on a stream.
    public List<GroupCommit> groups(StreamInfo stream) throws SourceException {
        return source.groupHistory(stream.stream());
    }

    /// Whether the source keeps consumer groups; a folder of log files keeps only what they committed.
    public boolean keepsGroups() {
        return source.groups().areKept();
    }

    /// All consumer groups that may be seen, by name.
    public List<GroupSummary> consumerGroups() throws SourceException {
        return source.groups().list();
    }

    /// Who is in a consumer group.
    ///
    /// @throws SourceException UNKNOWN_GROUP with the names that come closest
    public GroupInfo describeGroup(String group) throws SourceException {
        return source.groups().describe(group);
    }

    /// Where a consumer group has committed, in any stream.
    public Map<PartitionRef, GroupPosition> groupPositions(String group) throws SourceException {
        return source.groups().positions(group);
    }

    /// The consumer groups that have committed in a stream, or read it now.
    public StreamGroups groupsOf(StreamInfo stream) throws SourceException {
        return source.groups().of(stream);
    }

    /// Proposes which fields of a stream's events are its sequence, id and time, from a sample; parts that are not
    /// convincing stay empty.
    public TaskHandle<FieldSpec> guessFields(String stream) {
        return runner.start("Look at fields of " + stream, context -> sampling.guess(source.describe(stream), context));
    }

    /// Starts a scan, or at depth OVERVIEW the look-ups of its density; what it needs to begin is looked up before
    /// this returns.
    public Scan scan(ScanRequest request) throws SourceException {
        return scans.start(request);
    }

    /// The same, and tells whether the log is still what that scan saw, instead of what the last ones here saw.
    ///
    /// @param baselines what was kept of it, see [Scan#baselines()]; partitions without one aren't compared
    public Scan scan(ScanRequest request, List<Baseline> baselines) throws SourceException {
        return scans.start(request, baselines);
    }

    /// Says that the log of a stream is right as it is: the next scan is not compared with earlier ones.
    public void forgetEarlierScans(String stream) throws IOException {
        scans.forgetKept(stream);
    }

    /// Reads on where an overview has only looked up times: what lies within the request's bounds and was not read
    /// yet. The scan takes what is seen.
    public TaskHandle<Scan> deepen(Scan scan, ScanRequest request) {
        return scans.deepen(scan, request);
    }

    /// Whether the source can tell what comes.
    public boolean canFollow() {
        return source.canFollow();
    }

    /// Goes on with a scan behind what it has read, or behind the newest position where it has read nothing:
    /// what comes is seen and judged until [Scan#stopFollowing()]. Only reads.
    ///
    /// @param scan one that can be followed, see [Scan#canBeFollowed()]
    /// @throws SourceException UNSUPPORTED where the source can't be followed
    public TaskHandle<Scan> follow(Scan scan, ScanRequest request) throws SourceException {
        return scans.follow(scan, request);
    }

    /// Scans what there is and goes on with what comes, until [Scan#stopFollowing()].
    ///
    /// @param request its bounds must be open at the end
    public Scan scanAndFollow(ScanRequest request) throws SourceException {
        return scans.startAndFollow(request);
    }

    /// Looks up finer times of a span of an overview.
    public TaskHandle<Scan> refine(Scan scan, TimeSpan span) {
        return scans.refine(scan, span);
    }

    /// What is done with the records themselves.
    public RecordTasks records() {
        return records;
    }

    /// Looks through the other streams of this source for the events that findings of a scan say are missing.
    ///
    /// @return best first; empty where none holds any of them
    public TaskHandle<List<ReplaySource>> findSources(Scan scan, List<Finding> findings) {
        return findSources(scan.stream(), scan.request().fields(), findings, Optional.empty());
    }

    /// The same for findings that were kept from an earlier scan.
    ///
    /// @param only if present, only this stream is looked at
    public TaskHandle<List<ReplaySource>> findSources(
            StreamInfo stream, FieldSpec fields, List<Finding> findings, Optional<String> only) {
        return runner.start(
                "Look for missing events of " + stream.stream().name(),
                context -> new SourceSearch(
                                source, stream, sampling.withFormat(fields, stream, context), sampling, context)
                        .search(findings, only));
    }

    /// Plans to copy missing events from where they still stand back into the stream that lacks them.
    public TaskHandle<ReplayPlan> planRepair(Scan scan, List<Finding> findings, ReplaySource from) {
        return planRepair(scan.stream(), scan.request().fields(), findings, from, CopyRequest.SAFE);
    }

    /// The same for findings that were kept from an earlier scan, or with copies of another form.
    public TaskHandle<ReplayPlan> planRepair(
            StreamInfo stream, FieldSpec fields, List<Finding> findings, ReplaySource from, CopyForm form) {
        String name = stream.stream().name();
        return replays.planning(
                "Plan the repair of " + name,
                name,
                spec,
                context -> replays.planRepair(stream, fields, findings, from, form, context));
    }

    /// Plans to copy events of a stream to another, or to the same.
    public TaskHandle<ReplayPlan> planCopy(CopyRequest request) {
        return replays.planning(
                "Plan a replay of " + request.from(),
                request.to(),
                request.target(),
                context -> replays.planCopy(request, context));
    }

    /// Reads where the events of a dead-letter stream failed.
    ///
    /// @param fields in which format a filter reads payloads
    /// @param redrives how often an event may be driven back
    public TaskHandle<DeadLetterSurvey> surveyDeadLetters(
            String stream, DeadLetterScope scope, FieldSpec fields, long redrives) {
        return deadLetters.survey(stream, scope, fields, redrives);
    }

    /// Whether headers of a stream's first events say where these failed.
    public TaskHandle<Boolean> holdsDeadLetters(String stream) {
        return deadLetters.isHolding(stream);
    }

    /// Runs a plan on a broker that is made for it and thrown away: the real events into a topic like the target, which
    /// itself is only looked at.
    ///
    /// @param mainClass the program's main class: its `sandbox` command is the broker's process
    public TaskHandle<Rehearsal> rehearse(ReplayPlan plan, ReplayOptions options, SourceSpec target, String mainClass) {
        var rehearsals = new Rehearsals(mainClass, sources, runner.clock());
        return runner.start(
                "Rehearse the replay to " + plan.to().stream(),
                context -> replays.rehearse(plan, target, options, rehearsals, context));
    }

    /// Runs a plan that stays within the clusters reached with this source's properties.
    ///
    /// @param execute false only reads, counts and looks for hazards
    /// @param acceptHazards whether someone has agreed to what could go wrong
    public Replay run(ReplayPlan plan, boolean execute, boolean acceptHazards) {
        ReplayOptions options = acceptHazards ? ReplayOptions.DEFAULT.acceptingHazards() : ReplayOptions.DEFAULT;
        return run(plan, execute, options, targetOf(plan), Recipe.NONE);
    }

    /// Runs a plan whose target is reached otherwise, or that is to be run in another manner.
    ///
    /// @param target with the name that somebody has typed, where it is production
    /// @param recipe how somebody could run it again
    public Replay run(ReplayPlan plan, boolean execute, ReplayOptions options, SourceSpec target, Recipe recipe) {
        return replays.start(plan, execute, options, target, recipe);
    }

    /// The names of which one must be typed before a plan may write; empty where none is needed. Blocks.
    public List<String> namesToConfirm(ReplayPlan plan) throws SourceException {
        return namesToConfirm(plan, targetOf(plan));
    }

    /// The names of the production that this source is, by whichever way it was opened; empty where it is none. Blocks.
    public List<String> productionNames() throws SourceException {
        return gate.namesToConfirm(spec, source.addresses(), source.info().id());
    }

    /// The same for a target that is reached otherwise.
    public List<String> namesToConfirm(ReplayPlan plan, SourceSpec target) throws SourceException {
        boolean here = plan.to().uri().equals(plan.from().uri());
        return gate.namesToConfirm(
                target, here ? source.addresses() : Set.of(), plan.to().sourceId());
    }

    /// Looks again whether a plan's events stand in the target and its findings are gone.
    public TaskHandle<Verification> verify(ReplayPlan plan) {
        return verify(plan, targetOf(plan), Recipe.NONE);
    }

    public TaskHandle<Verification> verify(ReplayPlan plan, SourceSpec target, Recipe recipe) {
        return verify(plan, target, CopyListing.NONE, recipe);
    }

    /// The same, with a list of where the copies stand.
    public TaskHandle<Verification> verify(ReplayPlan plan, SourceSpec target, CopyListing listing, Recipe recipe) {
        return replays.verifying(plan, target, listing, recipe);
    }

    /// What sets consumer groups back, or forth.
    public Rewinds rewinds() {
        return rewinds;
    }

    /// A plan's target as it is reached with this source's properties.
    public SourceSpec targetOf(ReplayPlan plan) {
        return new SourceSpec(plan.to().uri(), spec.properties(), spec.access());
    }

    /// Tells the journal where a plan's file lies; that it can't be told is of no consequence.
    public void keptAs(RepairPlan plan, Path file) {
        PlanPlaces.keep(gate, plan, file);
    }

    @Override
    public void close() {
        decoding.close();
        source.close();
    }
}
