package dev.lacuna.ui.shell;

import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.FindingFilter;
import dev.lacuna.model.Finding;
import dev.lacuna.ui.kit.FindingStyle;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What is typed to narrow the findings down, and what it means. While it can't be understood, what was understood last
/// goes on to hold. It is understood on a worker, where all findings are asked about once, so that nobody waits for it
/// later.
final class FilterModel {

    static final Predicate<Finding> ALL = finding -> true;

    /// What was typed and can't be understood.
    ///
    /// @param problem one clause
    /// @param position where in `typed` it begins
    record Trouble(String typed, String problem, int position) {}

    private final Executor workers;
    private final Executor fxThread;
    private final Supplier<List<Finding>> present;
    private final ReadOnlyObjectWrapper<Predicate<Finding>> filter = new ReadOnlyObjectWrapper<>(this, "filter", ALL);
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble", null);
    private long typings;

    /// @param present the findings there are now; asked on a worker
    FilterModel(Executor workers, Executor fxThread, Supplier<List<Finding>> present) {
        this.workers = workers;
        this.fxThread = fxThread;
        this.present = present;
    }

    /// Takes what is typed now; an answer to what was typed before is dropped.
    void type(String typed) {
        long mine = ++typings;
        if (typed.isBlank()) {
            filter.set(ALL);
            trouble.set(null);
            return;
        }
        workers.execute(() -> understand(typed, mine));
    }

    private void understand(String typed, long mine) {
        try {
            var understood = new RememberedFilter(FindingFilter.compile(typed, FilterModel::line));
            present.get().forEach(understood::test);
            fxThread.execute(() -> {
                if (mine == typings) {
                    trouble.set(null);
                    filter.set(understood);
                }
            });
        } catch (BadFilterException e) {
            fxThread.execute(() -> {
                if (mine == typings) {
                    trouble.set(new Trouble(typed, e.problem(), e.position()));
                }
            });
        }
    }

    /// What the table says of a finding.
    private static String line(Finding finding) {
        return FindingStyle.kindName(finding) + "\t"
                + finding.partition().stream().name() + " / "
                + finding.partition().number() + "\t" + finding.explanation().summary();
    }

    /// Which findings are to be seen.
    ReadOnlyObjectProperty<Predicate<Finding>> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /// What keeps the typed text from being a filter; null where nothing does.
    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }
}
