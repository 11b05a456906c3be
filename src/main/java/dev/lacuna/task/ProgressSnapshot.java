package dev.lacuna.task;

import java.util.List;

/// How far a task has come at one moment.
///
/// @param phase what it is doing, for people: "Scanning"
/// @param done units done
/// @param total units in all, or -1 where unknown; an upper bound where counting would cost as much as the work
/// @param unit plural noun: "positions"
/// @param parts the parts that advance on their own, in order; may be empty
/// @param note anything worth a word, else empty
public record ProgressSnapshot(String phase, long done, long total, String unit, List<Part> parts, String note) {

    public static final ProgressSnapshot NONE = new ProgressSnapshot("", 0, -1, "", List.of(), "");

    /// One part of a task.
    ///
    /// @param name which part
    /// @param at where it stands, for people: "offset 4120"
    /// @param ended why it ended, empty while it goes on
    public record Part(String name, long done, long total, String at, String ended) {}

    public ProgressSnapshot {
        parts = List.copyOf(parts);
    }

    public static ProgressSnapshot of(String phase, long done, long total, String unit) {
        return new ProgressSnapshot(phase, done, total, unit, List.of(), "");
    }

    /// From 0 to 1, or -1 where the total is unknown.
    public double fraction() {
        if (total < 0) {
            return -1;
        }
        return total == 0 ? 1 : Math.min(1.0, (double) done / total);
    }
}
