package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.findings.FindingDetailView;
import dev.lacuna.ui.findings.FindingsView;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.KeptShare;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.records.RecordsView;
import dev.lacuna.ui.timeline.Legend;
import dev.lacuna.ui.timeline.TimelineAction;
import dev.lacuna.ui.timeline.TimelineColors;
import dev.lacuna.ui.timeline.TimelineModel;
import dev.lacuna.ui.timeline.TimelineSource;
import dev.lacuna.ui.timeline.TimelineView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// One stream under investigation: timeline, tables and, for a chosen finding, its details, all showing one selection.
public final class WorkspacePane {

    private static final Texts TEXTS = Texts.of(WorkspacePane.class);
    /// Whoever drags an edge to and fro shall not start a read per pixel.
    private static final Duration BEFORE_READING = Duration.ofMillis(250);

    private static final double TIMELINE_SHARE = 0.57;
    private static final double DETAIL_WIDTH = 372;
    private static final double DETAIL_SHARE = 0.31;
    private static final long AROUND_FINDING_MILLIS = 1_000;

    private final WorkspaceModel workspace;
    private final TimelineModel model;
    private final RepairDesk desk;
    private final FxPulse pulse;
    private final Formats formats;
    private final FrameRunner frames;
    private final TimelineView timeline;
    private final Legend legend;
    private final FindingsView findings;
    private final RecordsView records;
    private final GroupsView groups;
    private final NotesView notes;
    private final FindingDetailView detail;
    private final FilterModel filter;
    private final ProblemBanner banner;
    private final TabPane tabs = new TabPane();
    private final Tab findingsTab = new Tab();
    private final Tab recordsTab = new Tab();
    private final Tab groupsTab = new Tab();
    private final Tab notesTab = new Tab();
    private final Label waiting = Controls.label("muted");
    private final SplitPane columns = new SplitPane();
    private final VBox detailBox = new VBox();
    private Subscription reading = Subscription.EMPTY;
    private Subscription looking = Subscription.EMPTY;
    private volatile @Nullable Scan shown;
    private @Nullable ScanTimeline source;
    private long seenVersion = -1;
    private long seenSteps = -1;
    private boolean sawEnd;
    private List<TimelineSource.Replay> seenReplays = List.of();

    WorkspacePane(
            WorkspaceModel workspace,
            TimelineModel model,
            RepairDesk desk,
            SelectionDesk selections,
            NoteDesk noteDesk,
            FxPulse pulse,
            Formats formats,
            Clock clock,
            BiConsumer<String, Throwable> showDetails) {
        this.workspace = workspace;
        this.model = model;
        this.desk = desk;
        this.pulse = pulse;
        this.formats = formats;
        frames = new FrameRunner(clock, pulse);
        timeline = new TimelineView(model, pulse, frames, formats);
        timeline.setActions(selections);
        legend = new Legend(model);
        findings = new FindingsView(pulse, formats);
        records = new RecordsView(pulse, formats);
        groups = new GroupsView(formats, finding -> model.selectFinding(finding.id()), desk::rewind);
        notes = new NotesView(formats, new NotesView.Actions(noteDesk::go, noteDesk::edit, noteDesk::remove));
        groups.offerLines(model::showsGroup, model::showGroup);
        detail = new FindingDetailView(pulse, formats, desk);
        filter = new FilterModel(workspace.runner()::beside, pulse::post, this::present);
        banner = new ProblemBanner(workspace.streams()::dismissProblem, showDetails);
        build();
        bind();
        workspace.notes().notesProperty().subscribe(all -> showNotes(noteDesk.shown()));
        workspace.streams().streamProperty().subscribe(stream -> showNotes(noteDesk.shown()));
    }

    private void build() {
        findingsTab.setContent(findings.node());
        recordsTab.setContent(records.node());
        groupsTab.setContent(groups.node());
        notesTab.setContent(notes.node());
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getTabs().setAll(findingsTab, recordsTab, notesTab);
        tabs.setMinHeight(120);
        waiting.setMouseTransparent(true);
        var lanes = new StackPane(timeline, waiting);
        VBox.setVgrow(lanes, Priority.ALWAYS);
        var rows = new SplitPane(new VBox(lanes, legend), tabs);
        rows.setOrientation(Orientation.VERTICAL);
        KeptShare.keep(rows, TIMELINE_SHARE, pulse);
        rows.getStyleClass().add("rows");
        VBox.setVgrow(rows, Priority.ALWAYS);
        var middle = new VBox(banner.node(), rows);
        middle.setMinWidth(380);
        columns.getItems().setAll(middle);
        columns.getStyleClass().add("columns");
        var head = new Label(TEXTS.get("detail.head"));
        head.getStyleClass().add("side-head");
        var bar = new HBox(
                head, Controls.gap(), Controls.iconButton(Icon.CLOSE, TEXTS.get("detail.close"), this::closeDetail));
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("detail-bar");
        VBox.setVgrow(detail.node(), Priority.ALWAYS);
        detailBox.getChildren().setAll(bar, detail.node());
        detailBox.getStyleClass().add("detail-side");
        detailBox.setMinWidth(280);
        detailBox.setPrefWidth(DETAIL_WIDTH);
        SplitPane.setResizableWithParent(detailBox, false);
    }

    private void bind() {
        StreamModel streams = workspace.streams();
        streams.scanProperty().subscribe(this::showScan);
        streams.streamProperty().subscribe(name -> {
            desk.repairs().clear();
            model.select(new Selection.None());
        });
        streams.problemProperty().subscribe(banner::show);
        streams.groupsProperty().subscribe(this::showGroups);
        streams.busyProperty().subscribe(busy -> {
            showWaiting();
            if (!busy) {
                lookSoon(); // one may have zoomed in meanwhile
            }
        });
        findings.countProperty().subscribe(count -> title(findingsTab, "tab.findings", count.longValue(), true));
        records.countProperty()
                .subscribe(count -> title(recordsTab, "tab.records", count.longValue(), count.intValue() > 0));
        filter.filterProperty().subscribe(taken -> {
            findings.filter(taken);
            model.filterFindings(taken);
        });
        findings.setOnReplay(desk::replay);
        findings.setOnActivate(desk::zoomTo);
        findings.selectedIdProperty().subscribe(this::selectFinding);
        findings.showBenignProperty().subscribe(on -> model.showBenign(on));
        timeline.setOnActivate(id -> model.finding(id).ifPresent(desk::zoomTo));
        timeline.selectionProperty().subscribe(this::showSelection);
        model.listen(change -> {
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
        looking = pulse.after(BEFORE_READING, () -> model.seenTime().ifPresent(workspace.streams()::lookInto));
    }

    Node node() {
        return columns;
    }

    /// What narrows the findings down.
    FilterModel filter() {
        return filter;
    }

    /// What takes the filter away when the table asks for it.
    void setOnClearFilter(Runnable action) {
        findings.setOnClearFilter(action);
    }

    private List<Finding> present() {
        Scan scan = shown;
        return scan == null ? List.of() : scan.findings().all();
    }

    void focusFindings() {
        showTab(0);
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
        reading.unsubscribe();
        reading = pulse.after(BEFORE_READING, () -> read(selection));
    }

    private void showDetail() {
        Scan scan = shown;
        Optional<Finding> finding = scan == null
                ? Optional.empty()
                : model.selectedFinding().flatMap(id -> scan.findings().get(id));
        detail.show(finding.orElse(null), scan);
        boolean open = columns.getItems().contains(detailBox);
        if (finding.isPresent() && !open) {
            columns.getItems().add(detailBox);
            double width = columns.getWidth();
            columns.setDividerPositions(width > 0 ? 1 - Math.min(DETAIL_WIDTH, width * DETAIL_SHARE) / width : 0.66);
        } else if (finding.isEmpty() && open) {
            columns.getItems().remove(detailBox);
        }
    }

    private void closeDetail() {
        model.select(new Selection.None());
    }

    /// Takes the selection back, as Esc does.
    void escape() {
        model.clear();
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

    private void read(Selection selection) {
        Optional<TimeSpan> time = model.selectedTime().map(span -> widened(selection, span));
        workspace
                .records(selection, time)
                .ifPresentOrElse(records::load, () -> records.clear(TEXTS.get("records.none")));
    }

    /// Beside a finding stand the events that prove it.
    private static TimeSpan widened(Selection selection, TimeSpan span) {
        return selection instanceof Selection.Findings
                ? new TimeSpan(span.fromMillis() - AROUND_FINDING_MILLIS, span.toMillis() + AROUND_FINDING_MILLIS)
                : span;
    }

    // The scan.

    private void showScan(@Nullable Scan scan) {
        shown = scan;
        seenVersion = -1;
        seenSteps = -1;
        sawEnd = false;
        findings.setScan(scan);
        ScanTimeline before = source;
        if (scan != null && before != null && before.fits(scan)) {
            before.show(scan);
            timeline.refresh();
        } else {
            source = scan == null ? null : new ScanTimeline(scan, desk.repairs()::replays);
            timeline.setSource(source);
        }
        showWaiting();
        showDetail();
        if (scan == null) {
            records.clear(TEXTS.get("records.none"));
        }
    }

    private void showWaiting() {
        boolean busy = workspace.streams().busyProperty().get();
        boolean nothing = shown == null || shown.index().extent().isEmpty();
        String key = busy ? "waiting.looking" : shown == null ? "waiting.nothing" : "waiting.empty";
        waiting.setText(TEXTS.get(key, workspace.streams().streamProperty().get()));
        Controls.show(waiting, nothing);
    }

    private void showGroups(List<GroupOffset> rows) {
        groups.show(rows);
        long count = rows.stream().map(GroupOffset::group).distinct().count();
        title(groupsTab, "tab.groups", count, true);
        if (rows.isEmpty()) {
            tabs.getTabs().remove(groupsTab);
        } else if (!tabs.getTabs().contains(groupsTab)) {
            tabs.getTabs().add(2, groupsTab);
        }
    }

    private void showNotes(List<Note> shownNotes) {
        notes.show(shownNotes);
        title(notesTab, "tab.notes", shownNotes.size(), !shownNotes.isEmpty());
    }

    private static void title(Tab tab, String key, long count, boolean counted) {
        tab.setText(counted ? TEXTS.get(key) + "  " + Formats.number(count) : TEXTS.get(key));
    }

    /// Looks whether there is news; about ten times a second.
    ///
    /// @return whether there was
    boolean poll() {
        Scan scan = shown;
        if (scan == null) {
            return false;
        }
        boolean ended = !scan.isRunning();
        long steps = scan.steps();
        long version = scan.findings().version();
        List<TimelineSource.Replay> replays = desk.repairs().replays();
        boolean news =
                !ended || !sawEnd || steps != seenSteps || version != seenVersion || !replays.equals(seenReplays);
        if (news) {
            timeline.refresh();
            if (version != seenVersion) {
                showDetail();
            }
            if (ended && !sawEnd) {
                // a repair or time may have added events to what is selected
                read(model.selection());
            }
            showWaiting();
        }
        sawEnd = ended;
        seenSteps = steps;
        seenVersion = version;
        seenReplays = replays;
        return news;
    }

    String coverage() {
        Scan scan = shown;
        return scan == null ? "" : ScanWords.coverage(scan, formats);
    }

    void findingsOf(BiConsumer<String, List<Finding>> action) {
        Scan scan = shown;
        if (scan != null) {
            action.accept(scan.stream().stream().name(), scan.findings().all());
        }
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
        Tab tab = List.of(findingsTab, recordsTab, groupsTab, notesTab).get(number);
        if (tabs.getTabs().contains(tab)) {
            tabs.getSelectionModel().select(tab);
        }
    }

    String recordsTitle() {
        return recordsTab.getText();
    }

    void zoomTo(Finding finding) {
        model.zoomTo(finding, 0.5);
    }

    void showTheme(Theme theme) {
        timeline.setColors(TimelineColors.of(theme));
        legend.setColors(TimelineColors.of(theme));
    }

    void close() {
        reading.unsubscribe();
        looking.unsubscribe();
        frames.close();
    }
}
