package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// A line of the findings table: one finding, or several put together.
sealed interface FindingLine permits FindingRow, FindingGroup {

    /// Tells it apart from all other lines, and is the same while its finding or group is.
    String id();

    /// The findings that it stands for, the leading one first.
    List<Finding> findings();

    /// What its cells show.
    ObservableValue<Shown> shownProperty();

    /// @param finding the leading one
    /// @param group null where it stands alone
    record Shown(Finding finding, @Nullable FindingGroup group) {}
}
