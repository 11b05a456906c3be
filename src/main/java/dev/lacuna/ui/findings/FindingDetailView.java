package dev.lacuna.ui.findings;

import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Everything about one finding: what it is, why it is judged so, the evidence, what to do, and the ways to repair that
/// really exist.
public final class FindingDetailView {

    private static final Texts TEXTS = Texts.of(FindingDetailView.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /// Whoever walks through the table with the arrow keys shall not start a search per line.
    private static final Duration BEFORE_SEARCH = Duration.ofMillis(250);

    private final FxPulse pulse;
    private final Formats formats;
    private final DetailActions actions;
    private final WaysViewModel ways;

    private final Label title = text("h1");
    private final Chip verdict = new Chip("", Tone.PLAIN);
    private final Label where = text("muted");
    private final Label explanation = text();
    private final Label evidenceHead = text("h2");
    private final EvidencePane evidence;
    private final Label suggestionHead = text("h2");
    private final Label suggestion = text();
    private final Label incidentHead = text("h2");
    private final IncidentPane incident;
    private final Label waysHead = text("h2");
    private final VBox wayArea = new VBox(8);
    private final WayCards cards;
    private final Button replay = new Button();
    private final Button rewind = new Button(TEXTS.get("rewind"), Icon.BACK.node());
    private final Button dismiss;
    private final DismissBar dismissBar;
    private final VBox content = new VBox();
    private final StackPane root = new StackPane();

    private Subscription polling = Subscription.EMPTY;
    private Subscription waiting = Subscription.EMPTY;
    private @Nullable Finding finding;
    private @Nullable Scan scan;
    private long seenVersion = -1;

    public FindingDetailView(FxPulse pulse, Formats formats, DetailActions actions) {
        this.pulse = pulse;
        this.formats = formats;
        this.actions = actions;
        cards = new WayCards(Clock.systemUTC(), actions::showBeside);
        evidence = new EvidencePane(formats);
        incident = new IncidentPane(formats, actions::select);
        ways = new WaysViewModel(actions::findSources, pulse::post);
        dismiss = button("button.dismiss", Icon.CLOSE, this::dismissOrReopen);
        dismissBar = new DismissBar(reason -> withFinding(shown -> actions.dismiss(shown, reason)));
        build();
        ways.stateProperty().subscribe(this::showWays);
        formats.zoneProperty().subscribe(zone -> withFinding(this::fill));
    }

    private void build() {
        evidenceHead.setText(TEXTS.get("head.evidence"));
        incidentHead.setText(TEXTS.get("head.incident"));
        waysHead.setText(TEXTS.get("head.ways"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, title, gap, verdict);
        head.setAlignment(Pos.CENTER_LEFT);
        replay.getStyleClass().add("accent");
        replay.setGraphic(Icon.PLAY.node());
        replay.setMaxWidth(Double.MAX_VALUE);
        replay.setOnAction(event -> replayChosen());
        rewind.getStyleClass().add("accent");
        rewind.setMaxWidth(Double.MAX_VALUE);
        rewind.setOnAction(event -> withFinding(actions::rewind));
        cards.chosenProperty().subscribe(source -> {
            if (source != null) {
                replay.setText(WayWords.replay(source));
            }
        });
        content.getStyleClass().add("detail");
        content.getChildren()
                .setAll(
                        head,
                        where,
                        explanation,
                        evidenceHead,
                        evidence,
                        suggestionHead,
                        suggestion,
                        waysHead,
                        wayArea,
                        replay,
                        rewind,
                        buttons(),
                        dismissBar,
                        incidentHead,
                        incident);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "detail-scroll");
        Label nothing = text("muted", "why-empty");
        nothing.setText(TEXTS.get("detail.none"));
        nothing.visibleProperty().bind(scroll.visibleProperty().not());
        scroll.setVisible(false);
        root.getStylesheets()
                .add(Objects.requireNonNull(FindingsView.class.getResource("findings.css"))
                        .toExternalForm());
        root.getStyleClass().add("detail-root");
        root.getChildren().setAll(nothing, scroll);
    }

    private Node buttons() {
        FlowPane bar = new FlowPane(0, 4);
        bar.getStyleClass().add("detail-actions");
        bar.getChildren()
                .setAll(
                        button("button.zoom", Icon.ZOOM, () -> withFinding(actions::zoomTo)),
                        button("button.copy", Icon.COPY, () -> withFinding(actions::copyCommand)),
                        dismiss);
        return bar;
    }

    private static Button button(String key, Icon icon, Runnable action) {
        Button button = new Button(TEXTS.get(key), icon.node());
        button.getStyleClass().add("flat");
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Label text(String... styles) {
        Label label = new Label();
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// The sources that were found for a finding, best first; none while that isn't known.
    public List<ReplaySource> sources(Finding of) {
        return ways.sources(of);
    }

    /// What is to be done when a search for sources has ended.
    public void setOnSearched(Runnable action) {
        ways.setOnAnswer(action);
    }

    public Node node() {
        return root;
    }

    /// Shows a finding and starts to look for ways to repair it; null shows none. It follows the finding while the scan
    /// changes it.
    public void show(@Nullable Finding newFinding, @Nullable Scan newScan) {
        if (newFinding != null && newScan != null && isShown(newFinding, newScan)) {
            showNewer(newFinding, newScan);
            return;
        }
        waiting.unsubscribe();
        polling.unsubscribe();
        dismissBar.hide();
        finding = newFinding;
        scan = newScan;
        seenVersion = newScan == null ? -1 : newScan.findings().version();
        root.getChildren().getLast().setVisible(newFinding != null);
        boolean search = ways.turnTo(newFinding, newScan);
        if (newFinding != null) {
            fill(newFinding);
            showWays(ways.stateProperty().get());
        }
        waiting = search ? pulse.after(BEFORE_SEARCH, ways::search) : Subscription.EMPTY;
        polling = newFinding == null || newScan == null ? Subscription.EMPTY : pulse.every(POLL, this::follow);
    }

    private boolean isShown(Finding newer, Scan within) {
        Finding shown = finding;
        return shown != null
                && within == scan
                && shown.id().equals(newer.id())
                && Repairable.isRepairable(shown) == Repairable.isRepairable(newer);
    }

    /// While a scan goes on this may come ten times a second: what somebody types or has chosen here lasts, and so does
    /// the search for ways.
    private void showNewer(Finding newer, Scan within) {
        seenVersion = within.findings().version();
        ways.turnTo(newer, within);
        if (!newer.equals(finding)) {
            finding = newer;
            fill(newer);
        } else {
            show(incident.show(newer, within.incidents()), incidentHead, incident);
        }
    }

    private void follow() {
        cards.tick();
        Scan within = scan;
        Finding shown = finding;
        if (within == null || shown == null || within.findings().version() == seenVersion) {
            return;
        }
        seenVersion = within.findings().version();
        within.findings().get(shown.id()).filter(now -> !now.equals(shown)).ifPresent(now -> show(now, within));
    }

    private void fill(Finding shown) {
        FindingStyle style = FindingStyle.of(shown);
        title.setText(FindingStyle.kindName(shown));
        verdict.show(style.verdict(), style.tone());
        where.setText(FindingWords.placeAndTime(shown, formats));
        explanation.setText(formats.inZone(shown.explanation().explanation()));
        suggestionHead.setText(TEXTS.get(
                switch (shown.status()) {
                    case REPAIRED -> "head.repaired";
                    case DISMISSED -> "head.dismissed";
                    case OPEN, EXPLAINED, REOPENED -> "head.suggestion";
                }));
        suggestion.setText(
                switch (shown.status()) {
                    case REPAIRED -> TEXTS.get("detail.repaired");
                    case DISMISSED -> FindingWords.dismissal(shown);
                    case OPEN, EXPLAINED, REOPENED ->
                        formats.inZone(shown.explanation().suggestion());
                });
        boolean dismissed = shown.status() == FindingStatus.DISMISSED;
        dismiss.setText(TEXTS.get(dismissed ? "button.reopen" : "button.dismiss"));
        dismiss.setGraphic((dismissed ? Icon.REFRESH : Icon.CLOSE).node());
        // what is explained or repaired is no open question that somebody could answer so
        show(shown.status() != FindingStatus.EXPLAINED && shown.status() != FindingStatus.REPAIRED, dismiss);
        show(!suggestion.getText().isBlank(), suggestionHead, suggestion);
        evidence.show(shown);
        show(!evidence.isEmpty(), evidenceHead, evidence);
        Scan within = scan;
        show(within != null && incident.show(shown, within.incidents()), incidentHead, incident);
    }

    private void showWays(WaysViewModel.State state) {
        Finding shown = finding;
        if (shown == null) {
            return;
        }
        boolean found = state instanceof WaysViewModel.State.Found;
        boolean rewindable = Rewindable.isRewindable(shown);
        show(rewindable || !(state instanceof WaysViewModel.State.NoGap), waysHead, wayArea);
        show(found, replay);
        show(rewindable, rewind);
        switch (state) {
            case WaysViewModel.State.NoGap() -> {
                if (rewindable) {
                    wayArea.getChildren().setAll(note(WayWords.rewind(shown)));
                } else {
                    wayArea.getChildren().clear();
                }
            }
            case WaysViewModel.State.Searching() -> wayArea.getChildren().setAll(searching());
            case WaysViewModel.State.Found(var sources) -> {
                cards.show(shown, sources);
                wayArea.getChildren().setAll(cards);
            }
            case WaysViewModel.State.Nothing() -> wayArea.getChildren().setAll(note(WayWords.nothing(shown)));
            case WaysViewModel.State.Failed(var reason) -> wayArea.getChildren().setAll(failed(reason));
        }
    }

    private static Node searching() {
        Label words = text("muted");
        words.setText(TEXTS.get("way.searching"));
        HBox line = new HBox(8, Motion.ring(16), words);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("way");
        return line;
    }

    private static VBox note(String words) {
        Label note = text("muted");
        note.setText(words);
        VBox card = new VBox(note);
        card.getStyleClass().add("way");
        return card;
    }

    private Node failed(String reason) {
        VBox card = note(reason.isEmpty() ? TEXTS.get("way.cancelled") : TEXTS.get("way.failed", reason));
        card.getChildren().add(button("way.again", Icon.REFRESH, ways::searchAgain));
        return card;
    }

    private void dismissOrReopen() {
        withFinding(shown -> {
            if (shown.status() == FindingStatus.DISMISSED) {
                actions.reopen(shown);
            } else {
                dismissBar.toggle();
            }
        });
    }

    private void replayChosen() {
        ReplaySource source = cards.chosenProperty().get();
        Finding shown = finding;
        Scan within = scan;
        if (source != null && shown != null && within != null) {
            actions.replay(within, List.of(shown), source);
        }
    }

    private void withFinding(Consumer<Finding> action) {
        Finding shown = finding;
        if (shown != null) {
            action.accept(shown);
        }
    }

    private static void show(boolean shown, Node... nodes) {
        for (Node node : nodes) {
            node.setVisible(shown);
            node.setManaged(shown);
        }
    }
}
