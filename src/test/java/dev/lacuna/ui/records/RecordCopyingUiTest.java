package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Ui;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The clipboard gets a record as it is, or what was there before.
@Tag("ui")
class RecordCopyingUiTest {

    private static final long LENGTH = 200_000;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final FxPulse pulse = Ui.on(FxPulse::new);
    private final RecordsViewModel model = Ui.on(() -> new RecordsViewModel(pulse::post, runner));
    private final List<String> told = new ArrayList<>();
    private final RecordCopying copying = Ui.on(() -> new RecordCopying(pulse, runner, model, () -> null));

    RecordCopyingUiTest() {
        copying.setOnFailure(words -> {
            if (!words.isEmpty()) {
                told.add(words);
            }
        });
    }

    @AfterEach
    void close() {
        runner.close();
    }

    private static Row cut() {
        Event event = Samples.page(1).rows().getFirst().event();
        return new Row(event, Fate.COMMITTED, event.millis(), (int) LENGTH, null);
    }

    /// A list of one record that is too long to be held, and what comes when all of it is asked for.
    private void shows(Optional<Row> again) {
        var list = new ListedRecords(1, number -> cut(), List.of()) {
            @Override
            public Optional<Row> whole(RecordPlace place, TaskContext context) {
                return again;
            }
        };
        Ui.run(() -> model.load(runner.start("list", context -> list)));
        Nodes.await(() -> model.rows().size() == 1);
        Ui.run(() -> {
            model.choose(model.rows().getFirst(), false, false);
            TextClipboard.copy("what was there before");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"VALUE", "JSON", "HEX", "BASE64"})
    void saysThatTheRestOfAValueIsGoneAndCopiesNoPartOfIt(RecordCopies form) {
        shows(Optional.empty());
        Ui.run(() -> copying.copy(form));

        Nodes.await(() -> !told.isEmpty());
        assertThat(told)
                .containsExactly("It could not be copied: of " + RecordWords.reference(cut().event())
                        + " only the first 176 B of 200 KB are at hand. The rest is not in the log any more, or its source"
                        + " does not answer");
        assertThat(Ui.on(TextClipboard::text)).isEqualTo("what was there before");
    }

    @Test
    void saysSoToWhereASessionHasKeptButAPart() {
        shows(Optional.of(cut()));
        Ui.run(() -> copying.copy(RecordCopies.VALUE));

        Nodes.await(() -> !told.isEmpty());
        assertThat(Ui.on(TextClipboard::text)).isEqualTo("what was there before");
    }

    @Test
    void copiesAllOfAValueThatIsFetched() {
        Event like = cut().event();
        String all = "x".repeat((int) LENGTH);
        shows(Optional.of(new Row(
                new Event(
                        like.partition(),
                        like.position(),
                        like.millis(),
                        like.timestamps(),
                        like.key(),
                        Bytes.utf8(all),
                        like.headers()),
                Fate.COMMITTED)));
        Ui.run(() -> copying.copy(RecordCopies.VALUE));

        Nodes.await(() -> TextClipboard.text().length() == LENGTH);
        assertThat(told).isEmpty();
    }

    @Test
    void keyAndPlaceNeedNoRest() {
        shows(Optional.empty());
        Ui.run(() -> copying.copy(RecordCopies.KEY));

        assertThat(Ui.on(TextClipboard::text))
                .isEqualTo(RecordWords.copy(cut().event().key()));
        assertThat(told).isEmpty();
    }

    @Test
    void saysThatNothingIsChosen() {
        Ui.run(() -> copying.copy(RecordCopies.VALUE));

        assertThat(told).containsExactly("No record is chosen: there is nothing to copy.");
    }
}
