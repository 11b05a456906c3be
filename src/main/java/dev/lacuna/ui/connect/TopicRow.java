package dev.lacuna.ui.connect;

import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSummary;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// A line of the choice of topics, whose details come later than its name.
final class TopicRow {

    private final StreamSummary summary;
    private final ObjectProperty<@Nullable StreamGlance> glance = new SimpleObjectProperty<>(this, "glance");

    TopicRow(StreamSummary summary) {
        this.summary = summary;
    }

    StreamSummary summary() {
        return summary;
    }

    ObjectProperty<@Nullable StreamGlance> glanceProperty() {
        return glance;
    }

    String name() {
        return summary.name();
    }
}
