package dev.lacuna.ui.repair;

import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.EventFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is wished of a replay while somebody types it. A filter is compiled beside, and what comes back for an older
/// one is dropped; a plan is due once nothing was typed for a moment and all can be understood.
final class WishesModel {

    /// Looks of a tenth of a second each.
    private static final int LOOKS_OF_QUIET = 5;

    /// Where a filter goes wrong.
    ///
    /// @param position counted from 0
    record Fault(String problem, int position) {}

    private record Checked(String filter, @Nullable Fault fault) {}

    private final ReplayBasis basis;
    private ReplayWishes wishes;
    private ReplayWishes planned;
    private int quiet = LOOKS_OF_QUIET;
    private String wanted = "";
    private volatile Checked checked = new Checked("", null);
    private Checked seen = checked;

    WishesModel(ReplayBasis basis) {
        this.basis = basis;
        this.wishes = basis.first();
        this.planned = wishes;
    }

    ReplayWishes wishes() {
        return wishes;
    }

    /// @return whether a plan that was made before would no longer be right
    boolean set(ReplayWishes changed) {
        if (changed.equals(wishes)) {
            return false;
        }
        wishes = changed;
        quiet = 0;
        String filter = changed.get(Wish.FILTER);
        if (!filter.isEmpty() && !filter.equals(checked.filter())) {
            want(filter);
            basis.beside(() -> take(check(filter)));
        }
        return !isUnderstood() || !changed.plansAs(planned);
    }

    private synchronized void want(String filter) {
        wanted = filter;
    }

    private synchronized void take(Checked answer) {
        if (answer.filter().equals(wanted)) {
            checked = answer;
        }
    }

    private static Checked check(String filter) {
        try {
            EventFilter.compile(filter);
            return new Checked(filter, null);
        } catch (BadFilterException e) {
            return new Checked(filter, new Fault(e.problem(), e.position()));
        }
    }

    /// Looks whether there is something new to show.
    boolean refresh() {
        quiet = Math.min(LOOKS_OF_QUIET, quiet + 1);
        Checked now = checked;
        boolean news = now != seen;
        seen = now;
        return news;
    }

    /// Whether the filter is the one that was compiled last.
    private boolean isChecked() {
        String filter = wishes.get(Wish.FILTER);
        return filter.isEmpty() || filter.equals(checked.filter());
    }

    /// Where the filter goes wrong; empty where it is right, or that is not known yet.
    Optional<Fault> fault() {
        Checked now = checked;
        return wishes.get(Wish.FILTER).equals(now.filter()) ? Optional.ofNullable(now.fault()) : Optional.empty();
    }

    /// Whether the filter is known to be right.
    boolean isFilterRight() {
        return !wishes.get(Wish.FILTER).isEmpty() && isChecked() && fault().isEmpty();
    }

    /// Whether a plan can be made of it.
    boolean isUnderstood() {
        return wishes.isUnderstood() && isChecked() && fault().isEmpty();
    }

    /// Whether it is time to make a plan of it.
    boolean isDue() {
        return quiet >= LOOKS_OF_QUIET && isUnderstood();
    }

    /// A plan is made of it now.
    ReplayWishes plan() {
        planned = wishes;
        return wishes;
    }
}
