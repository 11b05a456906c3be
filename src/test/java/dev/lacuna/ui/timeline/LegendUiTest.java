package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.kit.FindingClass;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.time.InstantSource;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class LegendUiTest {

    private final TimelineModel model = new TimelineModel(InstantSource.system());

    private List<ToggleButton> shown(Legend legend) {
        return legend.getChildren().stream().map(ToggleButton.class::cast).toList();
    }

    @Test
    void namesTheClassesThatThereAreAndLeavesOneOutByAClick() {
        Ui.run(() -> {
            var legend = new Legend(model);
            legend.setColors(TimelineColors.of(Theme.DARK));
            var source = new MadeUpSource(6).withIncident();
            model.show(MadeUpSource.map(6), List.of(MadeUpSource.ORDERS.partition(0)), source.findings());

            assertThat(shown(legend))
                    .extracting(ToggleButton::getText)
                    .containsExactly(
                            "Loss 2",
                            "Silence 1",
                            "Peak, outlier 1",
                            "Duplicates 1",
                            "Wrong order 1",
                            "Malformed 1",
                            "Groups 1",
                            "Repaired 1",
                            "Harmless 1");
            assertThat(shown(legend).getLast().isSelected()).as("harmless").isFalse();

            shown(legend).getFirst().fire();
            assertThat(model.shows(FindingClass.LOSS)).isFalse();
            assertThat(shown(legend).getFirst().getAccessibleText()).isEqualTo("Loss, 2 findings, left out");
            shown(legend).getFirst().fire();
            assertThat(model.shows(FindingClass.LOSS)).isTrue();
        });
    }

    @Test
    void everyEntryIsATargetLargeEnough() {
        Ui.run(() -> {
            var legend = new Legend(model);
            var scene = new Scene(legend, 900, 60);
            Theme.dress(scene);
            model.show(
                    MadeUpSource.map(6),
                    List.of(),
                    new MadeUpSource(6).withIncident().findings());
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            assertThat(shown(legend))
                    .allSatisfy(button -> assertThat(button.getHeight()).isGreaterThanOrEqualTo(24));
        });
    }
}
