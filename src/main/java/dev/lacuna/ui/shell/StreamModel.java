package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.LiveState;
import dev.lacuna.investigation.Recording;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The stream that is looked at and its scan.
///
/// ```
/// none ──select──> looking ──> scanning ──> scanned
///                     ^            │           │
///                     └── rescan ──┴───────────┘
/// ```
/// A failed or cancelled scan is scanned, too: what it has seen stays. While it is looked at, an overview is shown
/// already; of a large stream there is no more at first, and what is zoomed into is read then.
final class StreamModel {

    private static final Texts TEXTS = Texts.of(StreamModel.class);

    private final TaskRunner runner;
    private final Executor fxThread;
    private final Runnable onGone;
    private final Newest<StreamLook.Begun> looking;
    private final Newest<Scan> closer;
    private final ReadOnlyStringWrapper stream = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Scan> scan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Depth> depth = new ReadOnlyObjectWrapper<>(Depth.RECORDS);
    private final ReadOnlyObjectWrapper<FieldSpec> fields = new ReadOnlyObjectWrapper<>(FieldSpec.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
    private final GroupOffsets groups;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(false);
    private @Nullable Connection connection;
    private long looks;
    private @Nullable Scan behind;
    private @Nullable Scan decided;

    /// @param onGone called when a stream is not there any more
    StreamModel(TaskRunner runner, Executor fxThread, Runnable onGone) {
        this.onGone = onGone;
        this.runner = runner;
        this.fxThread = fxThread;
        this.looking = new Newest<>(fxThread);
        this.groups = new GroupOffsets(runner, fxThread);
        this.closer = new Newest<>(fxThread);
    }

    /// Looks at a stream: at its fields first, then at as much as is sensible for its size.
    void select(Connection from, String name) {
        clear();
        connection = from;
        stream.set(name);
        look(Optional.empty(), Optional.empty(), false);
    }

    /// Scans the stream again, as before.
    void rescan() {
        boolean begun = scan.get() != null;
        look(
                begun ? Optional.of(fields.get()) : Optional.empty(),
                begun ? Optional.of(depth.get()) : Optional.empty(),
                false);
    }

    /// Scans the stream again, as before, behind what is shown: the newer scan takes its place when it has ended.
    void rescanBehind() {
        look(Optional.of(fields.get()), Optional.of(depth.get()), true);
    }

    void rescan(Depth newDepth) {
        look(scan.get() == null ? Optional.empty() : Optional.of(fields.get()), Optional.of(newDepth), false);
    }

    /// Scans every record with these fields.
    void rescan(FieldSpec newFields) {
        look(Optional.of(newFields), Optional.of(Depth.RECORDS), false);
    }

    private void look(Optional<FieldSpec> knownFields, Optional<Depth> knownDepth, boolean keepShown) {
        Connection from = connection;
        if (from == null) {
            return;
        }
        Optional<Recording> recording = from.recording();
        if (recording.isPresent()) {
            recording.get().scan(stream.get()).ifPresent(this::showRecorded);
            return;
        }
        cancel();
        problem.set(null);
        busy.set(true);
        long stage = ++looks;
        Consumer<Scan> early = begun -> fxThread.execute(() -> {
            if (stage == looks && !keepShown) {
                scan.set(begun);
            }
        });
        var look = new StreamLook(from.investigation(), stream.get(), knownFields, knownDepth, early);
        Scan before = scan.get();
        var task = runner.start(TEXTS.get("task.look", stream.get()), look::begin);
        looking.start(
                task,
                handle -> {
                    handle.result().ifPresent(begun -> begun(begun, before, keepShown));
                    if (handle.result().isEmpty()) {
                        busy.set(false);
                        if (Problem.isGone(handle.failure())) {
                            onGone.run();
                        }
                        problem.set(
                                handle.state() == TaskState.FAILED
                                        ? Problem.of(handle.failure().orElseThrow(), this::rescan)
                                        : Problem.note(TEXTS.get("look.cancelled", stream.get()), this::rescan));
                    }
                },
                // nobody will watch the scan of a look that came too late
                handle -> handle.result().ifPresent(late -> late.scan().cancel()));
    }

    /// A scan that ended long ago; there is nothing to scan anew.
    private void showRecorded(Scan recorded) {
        if (scan.get() == recorded) {
            problem.set(Problem.note(TEXTS.get("recorded.noscan"), null));
            return;
        }
        looks++;
        fields.set(recorded.request().fields());
        depth.set(recorded.request().depth());
        scan.set(recorded);
        ended(recorded);
    }

    private void begun(StreamLook.Begun begun, @Nullable Scan before, boolean keepShown) {
        fields.set(begun.fields());
        depth.set(begun.depth());
        Scan started = begun.scan();
        if (keepShown) {
            behind = started;
        }
        long stage = looks;
        started.task()
                .onEnd(handle -> fxThread.execute(() -> {
                    takeOver(before, started);
                    if (behind == started) {
                        behind = null;
                        if (before != null && before.isComplete() && !started.isComplete()) {
                            busy.set(false);
                            ScanWords.shortfall(started).ifPresent(why -> problem.set(shortfall(started, why)));
                            return; // half of it must not take the place of the whole that is shown
                        }
                        scan.set(started);
                    }
                    if (scan.get() == started && stage == looks) {
                        ended(started);
                    }
                }));
        if (!keepShown && scan.get() != started) {
            scan.set(started);
        }
    }

    /// What was decided before is decided still, also in the scan of a session that this one goes on from.
    private void takeOver(@Nullable Scan before, Scan newer) {
        Scan from = before == null ? decided : before;
        decided = null;
        if (from != null) {
            StatusCarry.carry(from.findings(), newer.findings());
        }
    }

    /// Takes over what was decided about a scan's findings, once the look that goes on has ended.
    void goOnFrom(Scan recorded) {
        decided = recorded;
    }

    /// Looks closer at what is seen of an overview.
    void lookInto(TimeSpan seen) {
        Connection from = connection;
        Scan current = scan.get();
        if (from != null && current != null && current.isOverview() && !looking.isRunning()) {
            var look = new SpanLook(from.investigation(), current, seen);
            closer.start(
                    runner.start(TEXTS.get("task.closer", stream.get()), look::look),
                    handle -> handle.failure().ifPresent(why -> problem.set(Problem.of(why, () -> lookInto(seen)))));
        }
    }

    /// Follows the stream behind its newest position, or ends that; a scan that goes on is ended first, by
    /// itself.
    void toggleFollow() {
        Scan current = scan.get();
        if (following.get()) {
            following.set(false);
            if (current != null) {
                current.stopFollowing();
            }
        } else if (current != null && connection != null) {
            if (!connection.investigation().canFollow()) {
                problem.set(Problem.note(TEXTS.get("follow.cannot", connection.name()), null));
                return;
            }
            following.set(true);
            if (!busy.get()) {
                follow(current, connection);
            }
        }
    }

    private void follow(Scan current, Connection from) {
        problem.set(null);
        ScanRequest request = new ScanRequest(
                current.request().stream(),
                current.request().partitions(),
                Bounds.ALL,
                depth.get() == Depth.OVERVIEW ? Depth.RECORDS : depth.get(),
                fields.get());
        long stage = looks;
        var task = runner.start(TEXTS.get("task.follow", stream.get()), context -> {
            if (current.canBeFollowed()) {
                from.investigation().follow(current, request);
                return current;
            }
            return from.investigation().scanAndFollow(request);
        });
        task.onEnd(handle -> fxThread.execute(() -> {
            Scan begun = handle.result().orElse(null);
            if (begun == null) {
                following.set(false);
                handle.failure().ifPresent(why -> problem.set(Problem.of(why, this::toggleFollow)));
            } else if (stage != looks || !following.get()) {
                begun.stopFollowing();
                begun.cancel(); // it was given up meanwhile
            } else {
                followed(begun, current);
            }
        }));
    }

    private void followed(Scan begun, Scan before) {
        if (begun != before) {
            scan.set(begun);
        }
        long stage = looks;
        begun.task()
                .onEnd(handle -> fxThread.execute(() -> {
                    if (begun != before) {
                        StatusCarry.carry(before.findings(), begun.findings());
                    }
                    // another look that has begun since is still busy
                    if (scan.get() == begun && stage == looks) {
                        following.set(false);
                        ended(begun);
                    }
                }));
    }

    private void ended(Scan ended) {
        busy.set(false);
        if (following.get() && connection != null && ended.task().state() != TaskState.FAILED) {
            follow(ended, connection);
            return;
        }
        following.set(false);
        String trouble = ended.live().map(LiveState::trouble).orElse("");
        ScanWords.shortfall(ended)
                .map(why -> trouble.isEmpty() ? why : trouble)
                .ifPresent(why -> problem.set(shortfall(ended, why)));
        readGroups();
    }

    private Problem shortfall(Scan ended, String why) {
        boolean cancelled = ended.task().state() == TaskState.CANCELLED;
        return cancelled ? Problem.note(why, this::rescan) : new Problem(why, true, this::rescan, null);
    }

    /// Reads where groups stand, also after one was set.
    void readGroups() {
        Connection from = connection;
        Scan shown = scan.get();
        if (from != null && shown != null) {
            groups.read(from.investigation(), shown);
        }
    }

    /// Takes over how groups have moved since, while the stream is followed; to be called again and again.
    void keepUp() {
        Scan followed = scan.get();
        if (followed != null && followed.isFollowing()) {
            groups.keepUp(followed);
        }
    }

    /// Ends the look or the scan that goes on; what it has seen stays.
    void cancel() {
        Scan running = scan.get();
        following.set(false);
        if (looking.isRunning()) {
            looking.cancel();
            busy.set(false);
            problem.set(Problem.note(TEXTS.get("look.cancelled", stream.get()), this::rescan));
        }
        closer.cancel();
        if (running != null) {
            running.cancel();
        }
        if (behind != null) {
            // half of it must not take the place of the whole that is shown
            behind.cancel();
            behind = null;
            busy.set(false);
        }
    }

    /// Forgets the stream.
    void clear() {
        cancel();
        connection = null;
        decided = null;
        looks++;
        stream.set("");
        groups.clear();
        problem.set(null);
        busy.set(false);
        scan.set(null);
    }

    void dismissProblem() {
        problem.set(null);
    }

    void tell(Problem newProblem) {
        problem.set(newProblem);
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    /// Empty when none is looked at.
    ReadOnlyStringProperty streamProperty() {
        return stream.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Scan> scanProperty() {
        return scan.getReadOnlyProperty();
    }

    @Nullable
    Scan scan() {
        return scan.get();
    }

    ReadOnlyObjectProperty<Depth> depthProperty() {
        return depth.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<FieldSpec> fieldsProperty() {
        return fields.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<GroupOffset>> groupsProperty() {
        return groups.rowsProperty();
    }

    /// Whether the stream is followed behind its newest position, or will be once the scan has ended.
    ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /// Whether a look or a scan goes on.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
