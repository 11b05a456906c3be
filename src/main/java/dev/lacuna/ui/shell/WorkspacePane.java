package dev.lacuna.ui.shell;

import dev.lacuna.investigation.LiveState;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.findings.FindingDetailView;
import dev.lacuna.ui.findings.FindingsView;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.KeptShare;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.records.RecordsView;
import dev.lacuna.ui.timeline.Legend;
import dev.lacuna.ui.timeline.TimelineAction;
import dev.lacuna.ui.timeline.TimelineColors;
import dev.lacuna.ui.timeline.TimelineModel;
import dev.lacuna.ui.timeline.TimelineView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What is under investigation, a stream or several aligned on time: timeline, tables and, for a chosen finding, its
/// details, all showing one selection.
public final class WorkspacePane {

    private static final Texts TEXTS = Texts.of(WorkspacePane.class);
    private static final Duration BEFORE_LOOKING = Duration.ofMillis(250);

    private static final double TIMELINE_SHARE = 0.57;

    private final WorkspaceModel workspace;
    private final TimelineModel model;
    private final RepairDesk desk;
    private final FxPulse pulse;
    private final Formats formats;
    private final Clock clock;
    private final FrameRunner frames;
    private final TimelineView timeline;
    private final Legend legend;
    private final FindingsView findings;
    private final RecordsView records;
    private final ColumnChoices choices;
    private final SelectedRecords listed;
    private final GroupsView groups;
    private final NotesView notes;
    private final FindingDetailView detail;
    private final SelectedFinding selected;
    private final FilterModel filter;
    private final ProblemBanner banner;
    private final ScanNews news = new ScanNews();
    private final WorkspaceTabs tabs;
    private final DetailSide side;
    private final Label waiting = Controls.label("muted");
    private Subscription looking = Subscription.EMPTY;
    private volatile List<Scan> shown = List.of();
    private List<String> seenNames = List.of();
    private @Nullable StreamsTimeline source;

    WorkspacePane(
            WorkspaceModel workspace,
            TimelineModel model,
            RepairDesk desk,
            SelectionDesk selections,
            NoteDesk noteDesk,
            Supplier<FileDialogs> files,
            FxPulse pulse,
            Formats formats,
            Clock clock,
            BiConsumer<String, Throwable> showDetails) {
        this.workspace = workspace;
        this.model = model;
        this.desk = desk;
        this.pulse = pulse;
        this.formats = formats;
        this.clock = clock;
        frames = new FrameRunner(clock, pulse);
        timeline = new TimelineView(model, pulse, frames, formats);
        timeline.setActions(selections);
        legend = new Legend(model);
        findings = new FindingsView(pulse, formats, clock);
        findings.setOnObstacle(selections::tell);
        records = new RecordsView(pulse, formats);
        choices = new ColumnChoices(workspace);
        listed = new SelectedRecords(workspace, model, records, pulse);
        records.setActions(
                new RecordDesk(workspace, model, records, formats, files, choices, listed::list), workspace.runner());
        groups = new GroupsView(formats, clock, finding -> model.selectFinding(finding.id()), desk::rewind);
        notes = new NotesView(
                formats,
                clock,
                new NotesView.Actions(noteDesk::go, noteDesk::edit, noteDesk::remove, selections::tell));
        groups.offerLines(model.annotations()::showsGroup, model.annotations()::showGroup);
        detail = new FindingDetailView(pulse, formats, desk);
        selected = new SelectedFinding(model);
        filter = new FilterModel(workspace.runner()::beside, pulse::post, this::present);
        banner = new ProblemBanner(workspace.shown()::dismissProblem, showDetails);
        tabs = new WorkspaceTabs(findings.node(), records.node(), groups.node(), notes.node());
        side = new DetailSide(middle(), detail.node(), () -> model.select(new Selection.None()));
        bind();
        workspace.notes().notesProperty().subscribe(all -> showNotes(noteDesk.shown()));
        workspace.shown().namesProperty().subscribe(names -> showNotes(noteDesk.shown()));
    }

    private Node middle() {
        waiting.setMouseTransparent(true);
        var lanes = new StackPane(timeline, waiting);
        VBox.setVgrow(lanes, Priority.ALWAYS);
        var rows = new SplitPane(new VBox(lanes, legend), tabs.node());
        rows.setOrientation(Orientation.VERTICAL);
        KeptShare.keep(rows, TIMELINE_SHARE, pulse);
        rows.getStyleClass().add("rows");
        VBox.setVgrow(rows, Priority.ALWAYS);
        var middle = new VBox(banner.node(), rows);
        middle.setMinWidth(380);
        return middle;
    }

    private void bind() {
        ShownStreams streams = workspace.shown();
        streams.scansProperty().subscribe(this::showScans);
        streams.namesProperty().subscribe(this::showNames);
        streams.problemProperty().subscribe(banner::show);
        streams.currentProperty().flatMap(StreamModel::groupsProperty).subscribe(this::showGroups);
        streams.currentProperty().flatMap(StreamModel::busyProperty).subscribe(busy -> {
            showWaiting();
            if (!busy) {
                timeline.refresh(); // whoever waits for what the scan has seen is told once more
                lookSoon(); // one may have zoomed in meanwhile
            }
        });
        findings.countProperty().subscribe(count -> tabs.countFindings(count.longValue()));
        records.countProperty().subscribe(count -> titleRecords());
        records.countedProperty().subscribe(counted -> titleRecords());
        tabs.onRecordsChosen(records::seen);
        filter.filterProperty().subscribe(taken -> {
            findings.filter(taken);
            model.filterFindings(taken);
        });
        findings.setSources(detail::sources);
        detail.setOnSearched(findings::tellSources);
        findings.setOnReplay(desk::replay);
        findings.setOnActivate(desk::zoomTo);
        findings.selectedIdProperty().subscribe(this::selectFinding);
        findings.showBenignProperty().subscribe(on -> model.showBenign(on));
        timeline.setOnActivate(id -> model.finding(id).ifPresent(desk::zoomTo));
        timeline.selectionProperty().subscribe(this::showSelection);
        model.listen(change -> {
            turnToLead();
            if (change == TimelineModel.Change.VIEW) {
                lookSoon();
            } else if (change == TimelineModel.Change.OPTIONS) {
                findings.showBenignProperty().set(model.showsBenign());
            }
        });
    }

    /// What is zoomed into of an overview is read, once the view rests.
    private void lookSoon() {
        looking.unsubscribe();
        looking = pulse.after(BEFORE_LOOKING, () -> model.seenTime().ifPresent(workspace.shown()::lookInto));
    }

    /// The stream that was selected in last is the one that everything else is about.
    private void turnToLead() {
        model.streams()
                .lead()
                .map(StreamRef::name)
                .filter(name ->
                        !name.equals(workspace.streams().streamProperty().get()))
                .ifPresent(workspace.shown()::turnTo);
    }

    /// What was selected or repaired in streams that have left is forgotten.
    private void showNames(List<String> names) {
        if (seenNames.stream().noneMatch(names::contains)) {
            desk.repairs().clear();
            model.select(new Selection.None());
        } else if (!model.streams().selected().stream().allMatch(stream -> names.contains(stream.name()))) {
            model.select(new Selection.None());
        }
        seenNames = names;
    }

    Node node() {
        return side.node();
    }

    /// What narrows the findings down.
    FilterModel filter() {
        return filter;
    }

    /// What a session keeps of it.
    SessionParts parts(FilterBox findingFilter) {
        return new SessionParts(findingFilter, records, choices);
    }

    /// @param clearFilter takes the filter away when the table asks for it
    /// @param dismiss asks why findings are no problem, and dismisses them
    void setActions(Runnable clearFilter, Consumer<List<Finding>> dismiss) {
        findings.setOnClearFilter(clearFilter);
        findings.setOnDismiss(dismiss);
    }

    private List<Finding> present() {
        return shown.stream().flatMap(scan -> scan.findings().all().stream()).toList();
    }

    void focusFindings() {
        showTab(WorkspaceTabs.FINDINGS);
        findings.focus();
    }

    // The selection: the timeline's model holds it, everything else follows.

    private void selectFinding(String id) {
        if (id.isEmpty()) {
            if (model.selection() instanceof Selection.Findings) {
                model.select(new Selection.None());
            }
        } else if (!model.selectedFinding().equals(Optional.of(id))) {
            model.selectFinding(id);
            model.reveal(id);
        }
    }

    private void showSelection(Selection selection) {
        String id = model.selectedFinding().orElse("");
        if (!findings.selectedIdProperty().get().equals(id)) {
            findings.selectedIdProperty().set(id);
        }
        showDetail();
        listed.listSoon();
    }

    private void showDetail() {
        Optional<Scan> scan = selected.scan(shown);
        Optional<Finding> finding = selected.finding(shown);
        detail.show(finding.orElse(null), scan.orElse(null));
        side.show(finding.isPresent());
    }

    /// Takes the selection back, as Esc does.
    void escape() {
        timeline.perform(TimelineAction.CLEAR);
    }

    /// Takes a key that nothing else took, so that the timeline's keys work wherever the focus is.
    ///
    /// @return whether it meant something
    boolean pressKey(KeyEvent event) {
        return timeline.pressKey(event);
    }

    void perform(TimelineAction action) {
        timeline.perform(action);
    }

    // The scan.

    private void showScans(List<Scan> scans) {
        shown = scans;
        news.forget();
        findings.setScans(scans);
        AbsentWords.of(scans.stream().map(Scan::stream).toList()).tell(legend);
        StreamsTimeline before = source;
        if (before != null && before.goesOnWith(scans)) {
            before.show(scans);
            timeline.refresh();
        } else {
            source = scans.isEmpty() ? null : new StreamsTimeline(scans, desk.repairs()::replays, clock);
            timeline.setSource(source);
        }
        showWaiting();
        showDetail();
        if (scans.isEmpty()) {
            listed.listNone();
        }
    }

    private void showWaiting() {
        boolean busy = workspace.shown().isBusy();
        boolean nothing = shown.stream().allMatch(scan -> scan.index().extent().isEmpty());
        String key = busy ? "waiting.looking" : shown.isEmpty() ? "waiting.nothing" : "waiting.empty";
        waiting.setText(TEXTS.get(key, workspace.streams().streamProperty().get()));
        Controls.show(waiting, nothing);
    }

    private void showGroups(List<GroupOffset> rows) {
        groups.show(rows);
        tabs.countGroups(rows.stream().map(GroupOffset::group).distinct().count());
    }

    private void showNotes(List<Note> shownNotes) {
        notes.show(shownNotes, workspace.shown().areSeveral());
        tabs.countNotes(shownNotes.size());
    }

    private void titleRecords() {
        tabs.countRecords(
                records.countProperty().get(), records.countedProperty().get());
    }

    /// Looks whether there is news; about ten times a second.
    ///
    /// @return whether there was
    boolean poll() {
        workspace.streams().keepUp();
        ScanNews.News now = news.look(shown, desk.repairs().replays());
        if (now.any()) {
            timeline.refresh();
            if (now.findings()) {
                selected.keep(shown);
                showDetail();
            }
            showWaiting();
        }
        listed.keepUp(now.ended());
        return now.any();
    }

    /// How it stands with following; empty while nothing is followed.
    Optional<LiveState> live() {
        Scan scan = workspace.streams().scan();
        return scan != null && scan.isFollowing() ? scan.live() : Optional.empty();
    }

    String coverage() {
        Scan scan = workspace.streams().scan();
        if (scan == null) {
            return "";
        }
        String words = ScanWords.coverage(scan, formats);
        return workspace.shown().areSeveral()
                ? TEXTS.get("coverage.of", scan.stream().stream().name(), words)
                : words;
    }

    /// Tells the findings of each stream, where there are others than were told last.
    void findingsOf(BiConsumer<String, List<Finding>> action) {
        news.tellFindings(shown, action);
    }

    /// Selects a finding and brings it into sight.
    void reveal(String findingId) {
        model.selectFinding(findingId);
        model.reveal(findingId);
    }

    void select(Selection selection) {
        model.select(selection);
    }

    /// Brings the tab with that number to the front.
    void showTab(int number) {
        tabs.show(number);
    }

    String recordsTitle() {
        return tabs.recordsTitle();
    }

    void zoomTo(Finding finding) {
        model.zoomTo(finding);
    }

    void showTheme(Theme theme) {
        timeline.setColors(TimelineColors.of(theme));
        legend.setColors(TimelineColors.of(theme));
    }

    void close() {
        listed.stop();
        looking.unsubscribe();
        // whatever still polls holds the whole window
        findings.setScans(List.of());
        detail.show(null, null);
        records.clear("");
        records.close();
        timeline.setSource(null);
        frames.close();
    }
}
