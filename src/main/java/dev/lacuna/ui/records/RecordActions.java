package dev.lacuna.ui.records;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.PartitionRange;
import java.util.List;
import java.util.Optional;

/// What the records view asks of the window around it.
public interface RecordActions {

    /// A window that does nothing.
    RecordActions NONE = new RecordActions() {};

    /// Lists the records anew, in the order and with the marks that the view wants now.
    default void listAnew() {}

    /// Goes where somebody has written.
    ///
    /// @param around the record that a mere time of day, or a mere offset, is understood by
    /// @return what is wrong with the words; empty where nothing is
    default Optional<String> goTo(String words, Optional<Row> around) {
        return Optional.empty();
    }

    /// Shows on the timeline where a record stands.
    default void show(Optional<RecordPlace> place) {}

    /// Writes records into a file that it asks for.
    ///
    /// @param ranges at most one per partition in each list
    /// @param filter only those of which it is true
    default void export(List<List<PartitionRange>> ranges, Optional<EventFilter> filter, boolean csv) {}

    /// The command line that prints what is listed, or one record of it.
    default String command(Optional<RecordPlace> one, Optional<EventFilter> filter) {
        return "";
    }

    /// The command lines of other tools that print one record.
    default String command(RecordPlace place, OtherTool tool) {
        return "";
    }

    /// The columns that were chosen last for a topic; empty where none were.
    default List<String> columns(String topic) {
        return List.of();
    }

    default void keepColumns(String topic, List<String> ids) {}

    /// Tools that others have at hand.
    enum OtherTool {
        KCAT,
        CONSOLE_CONSUMER
    }
}
