package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.FindingClass;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The state of a timeline: which part of which axis and which lanes are seen, and what is selected. Every gesture and
/// every other view changes it by its commands; the view only draws it. Confined to the FX thread, and free of FX
/// types.
public final class TimelineModel {

    /// What a command changed.
    public enum Change {
        /// The axis, the window of it, or how far the lanes are scrolled.
        VIEW,
        /// The extent, the lanes or the findings.
        DATA,
        /// The selection, also while it is being dragged.
        SELECTION,
        /// Switches: the crosshair, classes of findings, lanes without findings, groups; pinned and collapsed lanes.
        OPTIONS
    }

    private final Viewport viewport;
    private final List<Consumer<Change>> listeners = new ArrayList<>();

    private final LaneChoice laneChoice = new LaneChoice(this::laneChoiceChanged);
    private final FindingSet findings = new FindingSet();
    private final SelectionState selected;
    private final StreamFocus streams;
    private final GoTo goTo = new GoTo(this);
    private final Annotations annotations = new Annotations(() -> tell(Change.OPTIONS));

    private Predicate<Finding> filter = finding -> true;
    private boolean crosshair = true;
    private boolean onlyLanesWithFindings;
    private boolean wheelZooms;
    private @Nullable TimelineState awaited;

    public TimelineModel(InstantSource clock) {
        this.viewport = new Viewport(clock, () -> tell(Change.VIEW));
        this.selected = new SelectionState(viewport, findings, this::selectionChanged);
        this.streams = new StreamFocus(viewport, laneChoice, selected);
    }

    /// Calls the listener after every change, on the thread of the change.
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    private void tell(Change change) {
        List.copyOf(listeners).forEach(listener -> listener.accept(change));
    }

    // What is there to see.

    /// Takes over what the source holds now.
    void show(AxisMap map, List<PartitionRef> newPartitions, List<Finding> newFindings) {
        laneChoice.hold(newPartitions, lanes().areaHeight());
        findings.hold(newFindings);
        chooseLanes();
        viewport.hold(map);
        streams.follow();
        takeUpAwaited();
        tell(Change.DATA);
    }

    /// Tells how much room there is for the lanes' plot.
    void resize(double plotWidth, double lanesHeight) {
        viewport.resize(plotWidth, lanesHeight);
        if (laneChoice.fit(lanesHeight)) {
            chooseLanes();
        }
    }

    /// Forgets everything but the switches and which lanes are pinned or collapsed, for another source.
    void reset() {
        laneChoice.hold(List.of(), 0);
        findings.hold(List.of());
        viewport.reset();
        select(new Selection.None());
        selected.leaveAxis();
        tell(Change.DATA);
    }

    private void selectionChanged() {
        streams.follow();
        tell(Change.SELECTION);
    }

    /// Which of several streams is worked on.
    public StreamFocus streams() {
        return streams;
    }

    /// How it stands, to be taken up again.
    public TimelineState state() {
        return new TimelineState(
                viewport.axis(),
                viewport.isFitted(),
                viewport.window(),
                lanes().scrollY(),
                laneChoice.pinned(),
                laneChoice.collapsed(),
                findings.hidden(),
                onlyLanesWithFindings,
                crosshair,
                annotations.groups());
    }

    /// Stands again as it did: at once where there is something to see, else as soon as there is.
    public void takeUp(TimelineState state) {
        laneChoice.mark(state.pinned(), state.collapsed());
        for (FindingClass each : FindingClass.values()) {
            findings.hide(each, state.hidden().contains(each));
        }
        onlyLanesWithFindings = state.onlyWithFindings();
        crosshair = state.crosshair();
        annotations.takeUpGroups(state.groups());
        chooseLanes();
        awaited = state;
        takeUpAwaited();
        tell(Change.OPTIONS);
    }

    private void takeUpAwaited() {
        TimelineState state = awaited;
        if (state != null && viewport.map().extent(state.axis()).isPresent()) {
            awaited = null;
            viewport.takeUp(state.axis(), state.fitted(), state.window(), state.scroll());
        }
    }

    private void laneChoiceChanged() {
        chooseLanes();
        tell(Change.OPTIONS);
    }

    private void chooseLanes() {
        Set<PartitionRef> concerned = new HashSet<>();
        if (onlyLanesWithFindings) {
            shownFindings().forEach(finding -> concerned.add(finding.partition()));
        }
        viewport.hold(laneChoice.rows(partition -> !onlyLanesWithFindings || concerned.contains(partition)));
    }

    /// Where one looks, and how to look elsewhere.
    public Viewport viewport() {
        return viewport;
    }

    Lanes lanes() {
        return viewport.lanes();
    }

    public Optional<Finding> finding(String id) {
        return findings.find(id);
    }

    /// The findings that are drawn, in order of time.
    List<Finding> shownFindings() {
        return findings.shown();
    }

    /// How many findings there are of each class, drawn or not.
    Map<FindingClass, Integer> findingCounts() {
        return findings.counts();
    }

    /// The classes of findings that are left out.
    Set<FindingClass> hiddenClasses() {
        return findings.hidden();
    }

    boolean shows(FindingClass each) {
        return !findings.isHidden(each);
    }

    void show(FindingClass each, boolean on) {
        findings.hide(each, !on);
        chooseLanes();
        tell(Change.OPTIONS);
    }

    /// Which findings are to be seen at all; asked on workers, too.
    Predicate<Finding> filter() {
        return filter;
    }

    /// Leaves out the findings that the filter does not take, with the next snapshot.
    public void filterFindings(Predicate<Finding> newFilter) {
        filter = newFilter;
        tell(Change.OPTIONS);
    }

    // Selecting.

    public Selection selection() {
        return selected.selection();
    }

    /// Where a drag keeps what is not yet the selection.
    SelectionState selected() {
        return selected;
    }

    /// What is being dragged, not yet the selection.
    Optional<Area> draft() {
        return selected.draft();
    }

    public void select(Selection newSelection) {
        selected.select(newSelection);
    }

    public void selectFinding(String id) {
        select(new Selection.Findings(Set.of(id)));
    }

    /// The finding that alone is selected.
    public Optional<String> selectedFinding() {
        return selection() instanceof Selection.Findings chosen && chosen.ids().size() == 1
                ? Optional.of(chosen.ids().iterator().next())
                : Optional.empty();
    }

    /// The time that the selection covers, where it covers one.
    public Optional<TimeSpan> selectedTime() {
        return selected.time();
    }

    /// The partitions that the selection covers.
    public Set<PartitionRef> selectedPartitions() {
        return selected.partitions();
    }

    /// What is selected of each lane, along the axis that is shown; lanes without anything are left out.
    Map<PartitionRef, AxisSpan> places() {
        return selected.places();
    }

    /// All that the selection covers along the axis, where it covers anything.
    public Optional<AxisSpan> selectedSpan() {
        return selected.span();
    }

    /// The selection, where it is one span of this axis over some lanes: then its edges can be dragged.
    Optional<Area> area() {
        return selected.area();
    }

    /// Gives up what is being dragged, else the selection.
    public void clear() {
        selected.clear();
    }

    /// Adds a partition to the selection, or takes it out again.
    public void togglePartition(PartitionRef partition) {
        selected.toggle(partition);
    }

    /// Selects the next finding in time, or the one before, and brings it into sight.
    public void stepFinding(boolean forward) {
        Set<PartitionRef> seen = new LinkedHashSet<>(lanes().shown());
        findings.step(selectedFinding(), forward, seen).ifPresent(next -> {
            selectFinding(next.id());
            reveal(next.id());
        });
    }

    /// Moves the view just so far that the finding is seen. A collapsed lane stays so: it shows its marks too.
    public void reveal(String findingId) {
        finding(findingId)
                .ifPresent(finding -> AxisMap.place(viewport.axis(), finding)
                        .ifPresent(place -> viewport.reveal(place, lanes().rowOf(finding.partition()))));
    }

    public void zoomToSelection() {
        selectedSpan().ifPresent(span -> viewport.zoomTo(span, Viewport.ITEM_MARGIN));
    }

    /// Shows a finding as large as can be, with a little of what is beside it.
    public void zoomTo(Finding finding) {
        AxisMap.place(viewport.axis(), finding).ifPresent(place -> viewport.zoomTo(place, Viewport.ITEM_MARGIN));
    }

    /// Centres the selection; when it is centred already, fits it.
    public void focusSelection() {
        selectedSpan().ifPresent(viewport::focus);
    }

    /// Draws the lanes along the other axis, and shows there what the lanes in sight showed here.
    public void turnAxis() {
        selected.leaveAxis();
        viewport.turn(seenOn(viewport.axis().other()));
    }

    /// The time that is seen; empty where positions are, and of no lane in sight the time is known.
    public Optional<TimeSpan> seenTime() {
        return seenOn(Axis.TIME).map(AxisSpan::time);
    }

    private Optional<AxisSpan> seenOn(Axis axis) {
        return SelectedPlaces.seen(axis, viewport);
    }

    /// The time in the middle of what is seen, epoch ms.
    public long middleMillis() {
        return seenTime().map(time -> time.fromMillis() + time.millis() / 2).orElse(0L);
    }

    /// What lies on the lanes besides.
    public Annotations annotations() {
        return annotations;
    }

    /// Leads to what somebody has named.
    public GoTo goTo() {
        return goTo;
    }

    // Switches.

    public boolean hasCrosshair() {
        return crosshair;
    }

    public void toggleCrosshair() {
        crosshair = !crosshair;
        tell(Change.OPTIONS);
    }

    public boolean showsBenign() {
        return shows(FindingClass.HARMLESS);
    }

    public void showBenign(boolean on) {
        show(FindingClass.HARMLESS, on);
    }

    /// Which lanes are pinned and collapsed.
    LaneChoice laneChoice() {
        return laneChoice;
    }

    public boolean showsOnlyLanesWithFindings() {
        return onlyLanesWithFindings;
    }

    /// Whether there is no lane left, because none has a finding that is shown.
    boolean hidesAllLanes() {
        return onlyLanesWithFindings && lanes().rows().isEmpty();
    }

    /// Hides lanes that have none, but for pinned ones.
    public void showOnlyLanesWithFindings(boolean on) {
        onlyLanesWithFindings = on;
        chooseLanes();
        tell(Change.OPTIONS);
    }

    /// Whether the plain wheel zooms and Ctrl+wheel scrolls, instead of the other way round.
    public boolean wheelZooms() {
        return wheelZooms;
    }

    public void setWheelZooms(boolean on) {
        wheelZooms = on;
        tell(Change.OPTIONS);
    }
}
