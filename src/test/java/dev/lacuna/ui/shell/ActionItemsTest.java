package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.kit.Chord;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.TimelineAction;
import dev.lacuna.ui.timeline.TimelineModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ActionItemsTest {

    private final List<Object> done = new ArrayList<>();
    private boolean streamShown = true;
    private final ActionItems items = new ActionItems(
            new TimelineModel(java.time.InstantSource.system()), () -> streamShown, done::add, done::add);

    /// One of the actions tells whether motion is reduced, which has to be asked for on the toolkit's thread first.
    @BeforeAll
    static void askForMotion() {
        Ui.run(Motion::reducedProperty);
    }

    @Test
    void thePaletteHasEveryActionOnceAndEachDoesItsOwn() {
        List<Object> all = new ArrayList<>(List.of((Object[]) WindowAction.values()));
        all.addAll(List.of(TimelineAction.values()));

        items.entries().forEach(entry -> entry.action().run());
        assertThat(done).isEqualTo(all);
        assertThat(items.entries())
                .extracting(PaletteEntry::words)
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void noTwoActionsHaveTheSameKey() {
        List<Chord> chords = Stream.concat(
                        Stream.of(WindowAction.values()).map(WindowAction::chords),
                        Stream.of(TimelineAction.values()).map(TimelineAction::chords))
                .flatMap(List::stream)
                .toList();
        assertThat(chords).doesNotHaveDuplicates().contains(Chord.of(KeyCode.O), Chord.controlShift(KeyCode.P));
    }

    @Test
    void whatNeedsAStreamIsNotOfferedWithoutOne() {
        streamShown = false;
        assertThat(items.entries().stream().filter(PaletteEntry::possible))
                .extracting(PaletteEntry::words)
                .contains(WindowAction.CONNECT.words())
                .doesNotContain(WindowAction.SCAN.words(), TimelineAction.ZOOM_IN.words());
    }

    @Test
    void saysOfSwitchesWhetherTheyAreOn() {
        assertThat(items.entries().stream().filter(entry -> entry.words().equals(TimelineAction.CROSSHAIR.words())))
                .extracting(entry -> entry.on().orElseThrow())
                .containsExactly(true);
    }
}
