package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.investigation.DeadLetterSurvey;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.findings.DetailActions;
import dev.lacuna.ui.findings.Repairable;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.repair.RedriveDialog;
import dev.lacuna.ui.repair.RedriveSelection;
import dev.lacuna.ui.repair.ReplayBasis;
import dev.lacuna.ui.repair.ReplayDialog;
import dev.lacuna.ui.timeline.TimelineModel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.Window;

/// Takes a finding or a range from its selection to the plan of its repair, and shows that.
final class RepairDesk implements DetailActions {

    private static final Texts TEXTS = Texts.of(RepairDesk.class);

    private final WorkspaceModel workspace;
    private final TimelineModel timeline;
    private final FxPulse pulse;
    private final Formats formats;
    private final Window owner;
    private final RewindDesk rewinds;
    private final ReplayBases bases;
    private final ReplayDesk replays;

    /// @param mainClass the program's main class, whose `sandbox` command rehearsals run on
    RepairDesk(
            WorkspaceModel workspace,
            TimelineModel timeline,
            FxPulse pulse,
            Formats formats,
            Window owner,
            Supplier<FileDialogs> files,
            RewindDesk rewinds,
            String mainClass) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.pulse = pulse;
        this.formats = formats;
        this.owner = owner;
        this.rewinds = rewinds;
        this.bases = new ReplayBases(workspace);
        this.replays = new ReplayDesk(workspace, bases, files, mainClass);
    }

    RunningRepairs repairs() {
        return replays.repairs();
    }

    // Starting.

    /// Replays what findings say is missing, from the best place there is.
    void replay(List<Finding> findings) {
        chooseStream(findings.stream()
                        .map(finding -> finding.partition().stream())
                        .distinct()
                        .toList())
                .ifPresent(stream -> replay(
                        stream,
                        findings.stream()
                                .filter(finding -> finding.partition().stream().equals(stream))
                                .toList()));
    }

    private void replay(StreamRef stream, List<Finding> findings) {
        workspace.shown().scanOf(stream).ifPresent(scan -> replay(scan, findings, Optional.empty()));
    }

    /// A repair is of one stream: of several one is asked for.
    private Optional<StreamRef> chooseStream(Collection<StreamRef> streams) {
        return streams.size() < 2 ? streams.stream().findFirst() : new StreamDialog(owner, List.copyOf(streams)).ask();
    }

    @Override
    public void replay(Scan scan, List<Finding> findings, ReplaySource from) {
        replay(scan, findings, Optional.of(from));
    }

    private void replay(Scan scan, List<Finding> findings, Optional<ReplaySource> from) {
        Connection connection = workspace.connections().connection();
        if (connection != null) {
            replays.choose(Optional.empty());
            open(bases.findings(connection, scan, findings, from));
        }
    }

    /// Replays what is selected on the timeline: gaps as a repair, all else as a copy to a topic to be chosen. Of what
    /// lies in several streams one is asked for, and only that stays selected.
    void replaySelection() {
        Connection connection = workspace.connections().connection();
        if (connection != null) {
            chooseStream(timeline.streams().selected())
                    .flatMap(workspace.shown()::scanOf)
                    .ifPresent(scan -> replaySelection(scan, connection));
        }
    }

    private void replaySelection(Scan scan, Connection connection) {
        timeline.streams().narrowTo(scan.stream().stream());
        Optional<TimeSpan> time = timeline.selectedTime();
        Selection selection = timeline.selection();
        List<Finding> repairable = repairable(scan, selection);
        if (!repairable.isEmpty()) {
            replay(repairable);
        } else {
            Optional<TimeSpan> whole = time.map(span -> withLast(selection, span));
            SelectedRange.of(selection, scan, whole).ifPresent(range -> askAndCopy(scan, connection, range));
        }
    }

    /// Of skipped, malformed or repeated events none is missing: there the events of the finding itself are replayed.
    private static List<Finding> repairable(Scan scan, Selection selection) {
        return selection instanceof Selection.Findings findings
                ? findings.ids().stream()
                        .flatMap(id -> scan.findings().get(id).stream())
                        .filter(Repairable::isRepairable)
                        .toList()
                : List.of();
    }

    /// The last event of a finding belongs to it.
    private static TimeSpan withLast(Selection selection, TimeSpan time) {
        return selection instanceof Selection.Findings ? new TimeSpan(time.fromMillis(), time.toMillis() + 1) : time;
    }

    private void askAndCopy(Scan scan, Connection connection, SelectedRange selected) {
        String from = scan.stream().stream().name();
        List<String> topics = ReplayBases.topics(connection);
        int partitions = timeline.selectedPartitions().size();
        String range = TEXTS.get("copy.range", partitions == 0 ? scan.ranges().size() : partitions, words(selected));
        new CopyDialog(owner, pulse, from, range, topics).ask().ifPresent(to -> {
            replays.choose(selected.time());
            open(bases.range(connection, scan, selected, to));
        });
    }

    /// Runs a plan again that was not run to its end.
    void goOn(TaskHandle<ReplayPlan> plan) {
        replays.choose(Optional.empty());
        new ReplayDialog(owner, pulse, formats, replays).goOn(plan);
    }

    private String words(SelectedRange selected) {
        if (selected.bounds().equals(Bounds.ALL)) {
            return TEXTS.get("copy.all");
        }
        if (selected.bounds().from() instanceof Bound.At(long from)
                && selected.bounds().to() instanceof Bound.At(long to)) {
            return TEXTS.get("copy.offsets", Formats.number(from), Formats.number(to));
        }
        return selected.time()
                .map(time -> formats.span(time.fromMillis(), time.toMillis()) + " " + formats.zoneName())
                .orElse("");
    }

    private void open(ReplayBasis basis) {
        new ReplayDialog(owner, pulse, formats, replays).open(basis);
    }

    /// Looks at a few events of a stream whether they are dead letters.
    ///
    /// @param found called where they are, on the FX thread
    void lookForDeadLetters(String stream, Consumer<String> found) {
        new DeadLetterQuestion(workspace.connections(), pulse::post).ask(stream, found);
    }

    /// Asks which dead letters of a stream are to be driven back.
    void redrive(String stream) {
        Connection connection = workspace.connections().connection();
        if (connection == null || stream.isEmpty()) {
            return;
        }
        replays.choose(Optional.empty());
        Optional<RedriveSelection> selection = selectionIn(stream);
        List<String> topics = ReplayBases.topics(connection);
        new RedriveDialog(owner, pulse).open(stream, topics, selection, new RedriveDialog.Actions() {
            @Override
            public TaskHandle<DeadLetterSurvey> survey(DeadLetterScope scope, long redrives) {
                return connection.investigation().surveyDeadLetters(stream, scope, FieldSpec.NONE, redrives);
            }

            @Override
            public void plan(String home, DeadLetterScope scope, long redrives) {
                RepairDesk.this.open(bases.deadLetters(connection, stream, home, scope, redrives));
            }

            @Override
            public void setAside(String quarantine, DeadLetterScope scope, long redrives) {
                RepairDesk.this.open(bases.stranded(connection, stream, quarantine, scope, redrives));
            }
        });
    }

    /// What is selected on the timeline of a stream; empty where nothing is, or the stream is not shown.
    private Optional<RedriveSelection> selectionIn(String stream) {
        return workspace.shown().scans().stream()
                .filter(scan -> scan.stream().stream().name().equals(stream))
                .findFirst()
                .flatMap(scan -> {
                    Selection within = SelectedRange.within(timeline.selection(), scan);
                    Optional<TimeSpan> time = timeline.selectedTime().map(span -> withLast(within, span));
                    return within instanceof Selection.None ? Optional.empty() : SelectedRange.of(within, scan, time);
                })
                .map(range -> new RedriveSelection(
                        words(range), new DeadLetterScope(range.partitions(), range.bounds(), Optional.empty())));
    }

    // The details of a finding.

    @Override
    public TaskHandle<List<ReplaySource>> findSources(Scan scan, List<Finding> findings) {
        return workspace.investigation().findSources(scan, findings);
    }

    @Override
    public void rewind(Finding finding) {
        rewinds.open(finding);
    }

    /// Sets a group back, to where is asked.
    void rewind(String group) {
        rewinds.open(group);
    }

    @Override
    public void copyCommand(Finding finding) {
        Connection connection = workspace.connections().connection();
        if (connection != null) {
            // from just before to just behind: what encloses a gap is what proves it
            var around = new Bounds(
                    new Bound.AtTime(finding.time().fromMillis()),
                    new Bound.AtTime(finding.time().toMillis() + 1));
            workspace
                    .shown()
                    .scanOf(finding.partition().stream())
                    .ifPresent(scan -> TextClipboard.copy(connection
                            .commands()
                            .scan(
                                    scan.stream().stream().name(),
                                    Set.of(finding.partition().number()),
                                    around,
                                    Depth.RECORDS,
                                    scan.request().fields())));
        }
    }

    @Override
    public void showBeside(ReplaySource source) {
        workspace.addToView(source.stream().stream().name());
    }

    @Override
    public void zoomTo(Finding finding) {
        select(finding);
        timeline.zoomTo(finding);
    }

    @Override
    public void select(Finding finding) {
        timeline.selectFinding(finding.id());
        timeline.reveal(finding.id());
    }

    @Override
    public void dismiss(Finding finding, String reason) {
        workspace.dismiss(finding, reason);
    }

    @Override
    public void reopen(Finding finding) {
        workspace.reopen(finding);
    }
}
