package dev.lacuna.investigation;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The records of a range as a list of any length, of which only what is looked at is read. Its places are numbered
/// from 0: one for each position, whether a record stands there or not. What blocks belongs into a task.
public interface RecordList {

    /// How many places there are: the most records that there can be.
    long size();

    RecordOrder order();

    /// What is listed: at most one range per partition.
    List<PartitionRange> ranges();

    /// Only records with a timestamp in it are listed; empty: all.
    Optional<TimeSpan> time();

    /// The rows from a number on, or from a little before it, where the order can't be entered just there.
    ///
    /// @param places roughly how many places to look at
    RecordBlock after(long number, int places, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException;

    /// The rows up to the number at which another block begins.
    RecordBlock before(long number, int places, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException;

    /// The number at which those of a time begin.
    long numberOf(long millis) throws SourceException;

    /// A number from which on the block after it holds the position, or the first one behind it.
    long numberOf(PartitionRef partition, long offset) throws SourceException;

    /// What lies between two places, both included: at most one range per partition.
    List<PartitionRange> between(RecordPlace first, RecordPlace last) throws SourceException;

    /// One record with all of its value, however long that is.
    Optional<RecordPage.Row> whole(RecordPlace place, TaskContext context)
            throws InterruptedException, TaskCancelledException;

    /// Looks for records of which the filter is true, in the list's order, until it has enough. Cancelled, it returns
    /// how far it came.
    ///
    /// @param from where to begin; backwards: behind the first that is looked at
    /// @param beyond if present, only what stands on the other side of it
    /// @param hits is given them as they come, on the task's thread
    /// @param most to end after so many
    RecordSearch search(
            EventFilter filter,
            long from,
            Optional<RecordPlace> beyond,
            boolean forward,
            int most,
            Consumer<List<RecordPage.Row>> hits,
            TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException;
}
