package dev.lacuna.investigation;

import java.util.List;

/// Takes records as they are read, on the task's threads, but on one at a time.
@FunctionalInterface
public interface RecordTaker {

    /// @param reading how their values are read as JSON
    /// @return whether more are wanted
    boolean take(List<RecordPage.Row> rows, PayloadReading reading);
}
