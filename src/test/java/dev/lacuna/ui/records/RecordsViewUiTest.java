package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.time.Clock;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Window;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class RecordsViewUiTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final FxPulse pulse = new FxPulse();
    private final Formats formats = new Formats();

    @AfterEach
    void close() {
        runner.close();
    }

    private RecordsView loaded(RecordPage page) {
        RecordsView view = Ui.on(() -> {
            RecordsView made = new RecordsView(pulse, formats);
            Nodes.show((Parent) made.node(), 1000, 400);
            made.load(runner.start("read", context -> ListedRecords.of(page)));
            return made;
        });
        Nodes.await(() ->
                view.countProperty().get() == page.rows().size() && view.lead().isPresent());
        return view;
    }

    private static CodeArea code(RecordsView view) {
        return Nodes.find((Parent) view.node(), CodeArea.class);
    }

    @Test
    void drawsEveryThemeWithoutAComplaintOfTheStylesheet() {
        for (Theme theme : Theme.values()) {
            // windows of other tests would be dressed anew, too, and complain on the way
            Ui.run(() -> {
                List.copyOf(Window.getWindows()).forEach(Window::hide);
                theme.apply();
            });
            RecordsView[] view = new RecordsView[1];
            assertThat(Ui.cssWarnings(() -> {
                        view[0] = new RecordsView(pulse, formats);
                        Nodes.show((Parent) view[0].node(), 1000, 400);
                        var ended = runner.start("read", context -> (RecordList) ListedRecords.of(Samples.page(30)));
                        try {
                            ended.await();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                        view[0].load(ended);
                    }))
                    .isEmpty();
            Nodes.await(() -> view[0].lead().isPresent());
            assertThat(Ui.cssWarnings(() -> view[0].node().snapshot(null, null)))
                    .isEmpty();
        }
    }

    @Test
    void showsTheFirstRecordInFullAndFollowsTheSelection() {
        RecordsView view = loaded(Samples.page(30));

        assertThat(Ui.on(() -> Nodes.texts((Parent) view.node(), Label.class))).contains("orders/1@4110");
        assertThat(Ui.on(() -> code(view).getPlainText(1))).isEqualTo("  \"orderId\": \"o-48100\",");

        Ui.run(() -> Nodes.find((Parent) view.node(), TableView.class)
                .getSelectionModel()
                .clearAndSelect(2));

        assertThat(Ui.on(() -> Nodes.texts((Parent) view.node(), Label.class)))
                .contains("orders/3@4112")
                .anyMatch(text -> text.startsWith("Tombstone: the value is null"));
    }

    @Test
    void showsTheRestOfALargeValueOnDemand() {
        String json = "[" + "{\"text\":\"words\"},".repeat(20_000) + "{}]";
        Event like = Samples.page(1).rows().getFirst().event();
        Event large = new Event(
                like.partition(), like.position(), like.millis(), like.timestamps(), null, Bytes.utf8(json), List.of());
        RecordsView view = loaded(new RecordPage(List.of(new RecordPage.Row(large, Fate.COMMITTED)), ""));
        int preview = Ui.on(() -> code(view).getParagraphCount());
        assertThat(preview).isLessThan(20_000);

        Ui.run(() -> Nodes.button((Parent) view.node(), "Show all").fire());
        Nodes.await(() -> code(view).getParagraphCount() > preview);

        assertThat(Ui.on(() -> code(view).getParagraphCount())).isEqualTo(60_003);
        Ui.run(() -> Nodes.button((Parent) view.node(), "Hex").fire());
        assertThat(Ui.on(() -> code(view).getPlainText(0))).startsWith("000000  5b 7b 22 74");
    }

    @Test
    void saysWhyThereIsNothing() {
        RecordsView view = loaded(Samples.page(3));

        Ui.run(() -> view.clear("Choose a range first."));

        assertThat(Ui.on(() -> Nodes.texts((Parent) view.node(), Label.class)))
                .contains("Choose a range first.", "Select a record to see it in full.");
        assertThat(Ui.on(() -> view.countProperty().get())).isZero();
    }
}
