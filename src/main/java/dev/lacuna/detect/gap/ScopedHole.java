package dev.lacuna.detect.gap;

import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.sequence.Hole;
import dev.lacuna.detect.sequence.LogState;
import dev.lacuna.detect.sequence.Mark;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import org.jspecify.annotations.Nullable;

/// A hole in the numbers of one scope, with what its neighbours in the log say about it.
///
/// @param scope within what the numbers run; null: within the partition
/// @param returned whether the scope had been followed and forgotten before
/// @param lateness by how many numbers stragglers of this scope came late at most
/// @param farthest by how many positions the latest straggler stood behind the event that overtook it
/// @param highest the highest number of the scope
/// @param seen how many different numbers of the scope were seen
record ScopedHole(
        @Nullable Bytes scope, boolean returned, Hole hole, long lateness, long farthest, long highest, long seen) {

    /// The neighbour that stands first in the log.
    Mark earlier() {
        return hole.after().position().isBefore(hole.before().position()) ? hole.after() : hole.before();
    }

    Mark later() {
        return earlier() == hole.before() ? hole.after() : hole.before();
    }

    Position from() {
        return earlier().position();
    }

    PositionRange positions() {
        return new PositionRange(from(), later().position().next());
    }

    TimeSpan time() {
        return Phrases.span(hole.before().millis(), hole.after().millis());
    }

    /// What the log holds between the two neighbours.
    LogState between() {
        return later().log().since(earlier().log());
    }

    /// The scope as a short text, empty for the partition.
    String scopeText() {
        if (scope == null) {
            return "";
        }
        int most = 100;
        String text = scope.strictText();
        if (text == null) {
            return scope.length() + " bytes";
        }
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }

    /// The hole's numbers as words: `number 7`, `numbers 7 to 9`.
    String numbers() {
        return hole.first() == hole.last()
                ? "number " + hole.first()
                : "numbers " + hole.first() + " to " + hole.last();
    }
}
