package dev.lacuna.ui.shell;

import dev.lacuna.investigation.CheckReport;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.ui.connect.ConnectActions;
import dev.lacuna.ui.connect.ConnectOrder;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.TimelineModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the buttons, menus and keys of the window do.
final class WindowCommands implements TopBar.Actions, StreamTree.Actions, ConnectActions {

    /// What only the window itself can do.
    interface Pages {
        /// Whether a stream is seen, and not a page to choose one on.
        boolean isStreamShown();

        void askForFilter();

        void showStartPage();

        void leaveStartPage();

        /// Notes what is being opened from the start page.
        void showTried(ConnectRequest request);

        void showKeys();

        void showPalette();

        void askWhereTo();

        /// Asks which dead letters of a stream are to be driven back.
        void redrive(String stream);

        /// Brings the tab with that number to the front.
        void showTab(int number);

        void toggleTasks();

        void nextZone();

        void toggleTheme();

        void toggleMotion();
    }

    private static final Texts TEXTS = Texts.of(WindowCommands.class);

    private final WorkspaceModel workspace;
    private final TimelineModel timeline;
    private final Supplier<FileDialogs> files;
    private final Pages pages;
    private final SessionDesk sessions;
    private final Consumer<String> say;

    /// @param say takes the words on why something was asked for in vain
    WindowCommands(
            WorkspaceModel workspace,
            TimelineModel timeline,
            Supplier<FileDialogs> files,
            Pages pages,
            SessionDesk sessions,
            Consumer<String> say) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.files = files;
        this.pages = pages;
        this.sessions = sessions;
        this.say = say;
    }

    /// Does what a key, a menu or the palette asks for, or says what is missing for it.
    void perform(WindowAction action) {
        obstacle(action)
                .ifPresentOrElse(
                        key -> say.accept(TEXTS.get("missing." + key, Texts.called(action.words()))),
                        () -> act(action));
    }

    /// Says what is missing for whoever asks something of a timeline while no stream is seen.
    void sayWithoutStream(String asked) {
        if (!pages.isStreamShown()) {
            say.accept(TEXTS.get("missing.stream", Texts.called(asked)));
        }
    }

    /// What is missing for an action that would do nothing.
    private Optional<String> obstacle(WindowAction action) {
        Connection connection = workspace.connections().connection();
        if (action.needsStream() && !pages.isStreamShown()) {
            return Optional.of("stream");
        }
        return switch (action) {
            case REFRESH_STREAMS, DISCONNECT -> connection == null ? Optional.of("source") : Optional.empty();
            case SCAN, FOLLOW, LOOK_OVERVIEW, LOOK_BATCHES, LOOK_RECORDS, REDRIVE ->
                connection != null && connection.recording().isPresent() ? Optional.of("live") : Optional.empty();
            case SHOW_GROUPS ->
                workspace.streams().groupsProperty().get().isEmpty()
                        ? Optional.of(
                                connection != null && connection.investigation().keepsGroups()
                                        ? "groups"
                                        : "groups.kept")
                        : Optional.empty();
            case CANCEL_SCAN -> isLooking() ? Optional.empty() : Optional.of("running");
            case EXPORT_FINDINGS, EXPORT_REPORT, SAVE_SESSION, SAVE_WITHOUT_RECORDS ->
                workspace.shown().scans().isEmpty() ? Optional.of("scanned") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private boolean isLooking() {
        StreamModel streams = workspace.streams();
        return streams.busyProperty().get() || streams.followingProperty().get();
    }

    private void act(WindowAction action) {
        switch (action) {
            case CONNECT -> connectOther();
            case REFRESH_STREAMS -> refreshStreams();
            case DISCONNECT -> disconnect();
            case SCAN -> scan();
            case CANCEL_SCAN -> cancelScan();
            case FOLLOW -> follow();
            case LOOK_OVERVIEW -> scan(Depth.OVERVIEW);
            case LOOK_BATCHES -> scan(Depth.BATCHES);
            case LOOK_RECORDS -> scan(Depth.RECORDS);
            case FILTER -> pages.askForFilter();
            case EXPORT_FINDINGS -> exportCsv();
            case EXPORT_REPORT -> sessions.exportReport();
            case COPY_SCAN -> copyCommand();
            case REDRIVE -> redrive(workspace.streams().streamProperty().get());
            case COPY_REFERENCE -> sessions.copyReference();
            case SAVE_SESSION -> sessions.save(true);
            case SAVE_WITHOUT_RECORDS -> sessions.save(false);
            case OPEN_SESSION -> sessions.askAndOpen();
            case PALETTE -> pages.showPalette();
            case GO_TO -> pages.askWhereTo();
            case SHOW_FINDINGS -> pages.showTab(WorkspaceTabs.FINDINGS);
            case SHOW_RECORDS -> pages.showTab(WorkspaceTabs.RECORDS);
            case SHOW_GROUPS -> pages.showTab(WorkspaceTabs.GROUPS);
            case SHOW_NOTES -> pages.showTab(WorkspaceTabs.NOTES);
            case TASKS -> pages.toggleTasks();
            case ZONE -> pages.nextZone();
            case THEME -> pages.toggleTheme();
            case REDUCED_MOTION -> pages.toggleMotion();
            case KEYS -> pages.showKeys();
        }
    }

    // The scan.

    @Override
    public void scan() {
        workspace.streams().rescan();
    }

    @Override
    public void scan(Depth depth) {
        workspace.streams().rescan(depth);
    }

    @Override
    public void scan(FieldSpec fields) {
        workspace.streams().rescan(fields);
    }

    @Override
    public void cancelScan() {
        workspace.streams().cancel();
    }

    @Override
    public void follow() {
        workspace.streams().toggleFollow();
    }

    @Override
    public void askWhereTo() {
        pages.askWhereTo();
    }

    @Override
    public String detection() {
        Scan scan = workspace.streams().scan();
        return scan == null
                ? ""
                : scan.detection()
                        .map(found ->
                                TEXTS.get("fields.detection", found.format().id(), found.basis()))
                        .orElse("");
    }

    private void exportCsv() {
        List<Scan> scans = workspace.shown().scans();
        if (!scans.isEmpty()) {
            String names = String.join("-", workspace.shown().names());
            files.get()
                    .save(TEXTS.get("export.title"), names + "-gaps.csv")
                    .ifPresent(file -> workspace
                            .exports()
                            .findings(
                                    () -> scans.stream()
                                            .flatMap(scan -> scan.report().stream())
                                            .toList(),
                                    file));
        }
    }

    private void copyCommand() {
        List<String> names = workspace.shown().names();
        if (!names.isEmpty()) {
            TextClipboard.copy(names.stream().map(this::commandFor).collect(Collectors.joining("\n")));
        }
    }

    // The tree.

    @Override
    public void open(String stream) {
        pages.leaveStartPage();
        workspace.selectStream(stream);
    }

    @Override
    public void addToView(String stream) {
        pages.leaveStartPage();
        workspace.addToView(stream);
    }

    @Override
    public void removeFromView(String stream) {
        workspace.removeFromView(stream);
    }

    @Override
    public void redrive(String stream) {
        pages.redrive(stream);
    }

    /// What can be opened, added to the view, and taken out of it.
    List<PaletteEntry> viewEntries() {
        Connection connection = workspace.connections().connection();
        List<String> shown = workspace.shown().names();
        if (connection == null) {
            return List.of();
        }
        List<PaletteEntry> entries = new ArrayList<>();
        for (StreamSummary stream : connection.streams()) {
            String name = stream.name();
            if (!shown.contains(name)) {
                entries.add(viewEntry("view.open", name, () -> open(name)));
            }
            if (!shown.isEmpty() && !shown.contains(name)) {
                entries.add(viewEntry("view.add", name, () -> addToView(name)));
            } else if (shown.size() > 1) {
                entries.add(viewEntry("view.remove", name, () -> removeFromView(name)));
            }
        }
        return entries;
    }

    private static PaletteEntry viewEntry(String key, String name, Runnable action) {
        String group = ActionItems.group(WindowAction.Group.STREAM);
        return new PaletteEntry(group, TEXTS.get(key, name), List.of(), Optional.empty(), true, action);
    }

    @Override
    public void choose(String stream) {
        workspace.shown().scanOf(stream).ifPresent(scan -> timeline.streams().select(scan.stream().stream()));
    }

    @Override
    public void choose(String stream, int partition) {
        workspace
                .shown()
                .scanOf(stream)
                .ifPresent(
                        scan -> timeline.goTo().partition(scan.stream().stream().partition(partition)));
    }

    @Override
    public void rescan(String stream) {
        choose(stream);
        workspace.shown().turnTo(stream);
        scan();
    }

    @Override
    public void connectOther() {
        pages.showStartPage();
    }

    @Override
    public void refreshStreams() {
        workspace.connections().refreshStreams(workspace.streams()::tell);
    }

    @Override
    public void disconnect() {
        workspace.connections().disconnect();
    }

    @Override
    public String commandFor(String stream) {
        Connection connection = workspace.connections().connection();
        if (connection == null) {
            return "";
        }
        return workspace
                .shown()
                .scanOf(stream)
                .map(scan -> commandFor(connection, stream, scan))
                .orElseGet(() -> connection.commands().scan(stream, Depth.BATCHES, FieldSpec.NONE));
    }

    private static String commandFor(Connection connection, String stream, Scan scan) {
        String command = connection
                .commands()
                .scan(stream, scan.request().depth(), scan.request().fields());
        return scan.isFollowing() && scan.request().depth() != Depth.OVERVIEW ? command + " --follow" : command;
    }

    // The start page.

    @Override
    public void openSample() {
        workspace.openSample();
    }

    @Override
    public void connect(ConnectRequest request) {
        pages.showTried(request);
        workspace.connect(request);
    }

    @Override
    public void connect(ConnectOrder order) {
        workspace.connect(order);
    }

    @Override
    public void check(CheckRequest request, Consumer<CheckReport> seen, Consumer<String> ended) {
        workspace.connections().check(request, seen, ended);
    }

    @Override
    public void cancelCheck() {
        workspace.connections().cancelCheck();
    }

    @Override
    public void cancel() {
        workspace.connections().cancelOpening();
    }

    @Override
    public void back() {
        pages.leaveStartPage();
    }

    @Override
    public void forget(ConnectRequest request) {
        workspace.remember(workspace.windowStateProperty().get().forgetting(request));
    }

    @Override
    public Optional<Path> chooseFile(FileKind kind) {
        return files.get()
                .open(TEXTS.get(
                        switch (kind) {
                            case CLIENT_PROPERTIES -> "properties.title";
                            case TRUST_STORE -> "truststore.title";
                        }));
    }

    @Override
    public Optional<Path> chooseFolder() {
        return files.get().openFolder(TEXTS.get("folder.title"));
    }

    @Override
    public void readProperties(Path file, Consumer<Map<String, String>> read, Consumer<String> failed) {
        workspace.readProperties(file, read, failed);
    }
}
