package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The streams that are shown together, aligned on time: the one that is worked on, and those beside it. Each
/// has a scan of its own.
final class ShownStreams {

    private final Supplier<StreamModel> maker;
    private final List<StreamModel> all = new ArrayList<>();
    private final Map<StreamModel, Subscription> watches = new HashMap<>();
    private final ReadOnlyObjectWrapper<StreamModel> current;
    private final ReadOnlyObjectWrapper<List<String>> names = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Scan>> scans = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();

    ShownStreams(Supplier<StreamModel> maker) {
        this.maker = maker;
        StreamModel first = maker.get();
        this.current = new ReadOnlyObjectWrapper<>(first);
        watch(first);
    }

    private void watch(StreamModel stream) {
        all.add(stream);
        watches.put(
                stream,
                Subscription.combine(
                        stream.scanProperty().subscribe(scan -> changed()),
                        stream.problemProperty().subscribe(why -> changed())));
    }

    private void changed() {
        names.set(all.stream()
                .map(stream -> stream.streamProperty().get())
                .filter(name -> !name.isEmpty())
                .toList());
        List<Scan> found = new ArrayList<>();
        for (StreamModel stream : all) {
            Scan scan = stream.scan();
            if (scan != null) {
                found.add(scan);
            }
        }
        scans.set(List.copyOf(found));
        StreamModel told = troubled();
        problem.set(told == null ? null : told.problemProperty().get());
    }

    /// The one whose problem is told: that of the stream that is worked on comes first.
    private @Nullable StreamModel troubled() {
        StreamModel first = current.get();
        if (first.problemProperty().get() != null) {
            return first;
        }
        for (StreamModel stream : all) {
            if (stream.problemProperty().get() != null) {
                return stream;
            }
        }
        return null;
    }

    /// Shows this stream alone.
    void select(Connection connection, String name) {
        StreamModel stays = current.get();
        List.copyOf(all).stream().filter(stream -> stream != stays).forEach(this::letGo);
        stays.select(connection, name);
        changed();
    }

    /// Shows this stream beside those that are shown. Its look begins now; where it is shown already, it is turned to.
    void add(Connection connection, String name) {
        if (names.get().isEmpty()) {
            select(connection, name);
        } else if (names.get().contains(name)) {
            turnTo(name);
        } else {
            StreamModel added = maker.get();
            watch(added);
            added.select(connection, name);
            changed();
        }
    }

    /// Shows this stream no longer: its scan is cancelled and forgotten. The last one leaves none.
    void remove(String name) {
        find(name).ifPresent(stream -> {
            if (all.size() == 1) {
                stream.clear();
            } else {
                letGo(stream);
                if (current.get() == stream) {
                    current.set(all.getFirst());
                }
            }
            changed();
        });
    }

    private void letGo(StreamModel stream) {
        all.remove(stream);
        Subscription watch = watches.remove(stream);
        if (watch != null) {
            watch.unsubscribe();
        }
        stream.clear();
    }

    /// Works on that one of the streams that are shown.
    void turnTo(String name) {
        find(name).ifPresent(stream -> {
            current.set(stream);
            changed();
        });
    }

    void clear() {
        StreamModel stays = current.get();
        List.copyOf(all).stream().filter(stream -> stream != stays).forEach(this::letGo);
        stays.clear();
        changed();
    }

    /// Looks closer at what is seen of those that are overviews.
    void lookInto(TimeSpan seen) {
        all.forEach(stream -> stream.lookInto(seen));
    }

    void dismissProblem() {
        StreamModel told = troubled();
        if (told != null) {
            told.dismissProblem();
        }
    }

    /// Goes on from what was decided about the findings of a recorded scan of that stream.
    void goOnFrom(String name, Scan recorded) {
        find(name).ifPresent(stream -> stream.goOnFrom(recorded));
    }

    private Optional<StreamModel> find(String name) {
        return all.stream()
                .filter(stream -> stream.streamProperty().get().equals(name))
                .findFirst();
    }

    /// The scan of a stream that is shown.
    Optional<Scan> scanOf(StreamRef stream) {
        return scans.get().stream()
                .filter(scan -> scan.stream().stream().equals(stream))
                .findFirst();
    }

    Optional<Scan> scanOf(String name) {
        return find(name).flatMap(stream -> Optional.ofNullable(stream.scan()));
    }

    Optional<StreamModel> of(Scan scan) {
        return all.stream().filter(stream -> stream.scan() == scan).findFirst();
    }

    boolean isBusy() {
        return all.stream().anyMatch(stream -> stream.busyProperty().get());
    }

    /// The one that is worked on; of none when nothing is shown.
    ReadOnlyObjectProperty<StreamModel> currentProperty() {
        return current.getReadOnlyProperty();
    }

    StreamModel current() {
        return current.get();
    }

    /// What the streams are called, in the order they were added.
    ReadOnlyObjectProperty<List<String>> namesProperty() {
        return names.getReadOnlyProperty();
    }

    List<String> names() {
        return names.get();
    }

    boolean areSeveral() {
        return names.get().size() > 1;
    }

    /// The scans there are so far, in the same order.
    ReadOnlyObjectProperty<List<Scan>> scansProperty() {
        return scans.getReadOnlyProperty();
    }

    List<Scan> scans() {
        return scans.get();
    }

    /// What has gone wrong in one of the streams.
    ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
