package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.model.Incident;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What else began when a finding did, the likely cause first: each line turns to that finding.
final class IncidentPane extends VBox {

    private static final Texts TEXTS = Texts.of(IncidentPane.class);
    private static final int MOST_LINES = 5;

    private final Formats formats;
    private final Consumer<Finding> select;

    IncidentPane(Formats formats, Consumer<Finding> select) {
        super(2);
        this.formats = formats;
        this.select = select;
        getStyleClass().add("incident");
    }

    /// @return whether the finding is part of an incident
    boolean show(Finding shown, List<Incident> incidents) {
        getChildren().clear();
        Optional<Incident> around = incidents.stream()
                .filter(incident -> incident.findings().stream()
                        .anyMatch(finding -> finding.id().equals(shown.id())))
                .findFirst();
        around.ifPresent(incident -> fill(shown, incident));
        return around.isPresent();
    }

    private void fill(Finding shown, Incident incident) {
        List<Finding> others = incident.findings().stream()
                .filter(finding -> !finding.id().equals(shown.id()))
                .sorted(Comparator.comparing((Finding finding) -> !finding.equals(incident.cause()))
                        .thenComparing(finding -> finding.time().fromMillis()))
                .toList();
        boolean leads = incident.cause().id().equals(shown.id());
        getChildren().add(line(TEXTS.get(leads ? "incident.leads" : "incident.follows")));
        for (Finding other : others.subList(0, Math.min(MOST_LINES, others.size()))) {
            var link = new Hyperlink(TEXTS.get(
                    "incident.line",
                    formats.time(other.time().fromMillis()),
                    FindingStyle.kindName(other),
                    FindingWords.where(other)));
            link.setOnAction(event -> select.accept(other));
            getChildren().add(link);
        }
        if (others.size() > MOST_LINES) {
            getChildren().add(line(TEXTS.get("incident.more", others.size() - MOST_LINES)));
        }
    }

    private static Label line(String words) {
        var label = new Label(words);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
