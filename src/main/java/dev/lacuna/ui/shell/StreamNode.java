package dev.lacuna.ui.shell;

/// A line of the tree of streams.
sealed interface StreamNode {

    /// What it says.
    String text();

    /// An open source.
    record Source(String text, boolean readOnly, boolean production) implements StreamNode {}

    /// A stream of it.
    record Stream(String text) implements StreamNode {}

    /// A partition of a stream.
    record Partition(String stream, int number, String text) implements StreamNode {}

    /// A partition of a stream that is not where the source looks.
    ///
    /// @param where where it is or should be
    record Absent(String stream, int number, String text, String where) implements StreamNode {}
}
