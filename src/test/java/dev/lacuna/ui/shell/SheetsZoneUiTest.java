package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.TimelineModel;
import java.time.Instant;
import java.time.ZoneId;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The zone can be switched while a sheet is open: what it says must not mean another time than it will lead to.
@Tag("ui")
class SheetsZoneUiTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Formats formats = new Formats(TOKYO);

    @Test
    void goToSaysAtOnceHowATimeIsUnderstoodInTheOtherZone() {
        Ui.run(() -> {
            var sheet = new GoToSheet(new TimelineModel(() -> Instant.EPOCH), formats, () -> {}, () -> {});
            Nodes.find((Parent) sheet.node(), TextField.class).setText("2026-03-14 08:23");
            assertThat(Nodes.texts((Parent) sheet.node(), Label.class)).anyMatch(words -> words.contains("UTC"));

            formats.zoneProperty().set(TOKYO);

            assertThat(Nodes.texts((Parent) sheet.node(), Label.class))
                    .anyMatch(words -> words.contains("Asia/Tokyo"))
                    .noneMatch(words -> words.contains("UTC"));
        });
    }

    @Test
    void aSheetForWordsSaysInTheOtherZoneWhatTheyAreAbout() {
        Ui.run(() -> {
            var sheet = new WordsSheet(
                    WordsSheet.Use.NOTE,
                    formats.zoneProperty().map(zone -> formats.withZone(0)),
                    "",
                    words -> {},
                    () -> {});
            assertThat(Nodes.texts((Parent) sheet.node(), Label.class)).contains("1970-01-01 00:00:00.000 UTC");

            formats.zoneProperty().set(TOKYO);

            assertThat(Nodes.texts((Parent) sheet.node(), Label.class)).contains("1970-01-01 09:00:00.000 Asia/Tokyo");
        });
    }
}
