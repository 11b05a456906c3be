package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.shell.WindowShot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

/// Draws the records panel in its states, light and dark, as large as it is in a window of 1280 by 800:
/// `RecordsGallery FOLDER`.
final class RecordsGallery {

    private static final List<Row> ROWS = Samples.page(400).rows();

    private final Path folder;
    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final RecordsView view;
    private final Stage stage;

    private RecordsGallery(Path folder) {
        this.folder = folder;
        view = Ui.on(() -> new RecordsView(new FxPulse(), new Formats()));
        stage = Ui.on(() -> Nodes.show((Parent) view.node(), 1040, 340));
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/pictures"));
        Ui.run(Theme.LIGHT::apply);
        new RecordsGallery(folder).draw();
        Platform.exit();
        Runtime.getRuntime().halt(0);
    }

    /// Ten million of them.
    private static ListedRecords many() {
        return ListedRecords.of(10_000_000, RecordsGallery::row, Samples.page(400));
    }

    private static Row row(long number) {
        Row like = ROWS.get((int) (number % ROWS.size()));
        Event event = like.event();
        return new Row(
                new Event(
                        event.partition(),
                        Position.offset(4_110 + number),
                        Samples.page(1).rows().getFirst().event().millis() + number * 37,
                        event.timestamps(),
                        event.key(),
                        event.value(),
                        event.headers()),
                like.fate());
    }

    private void draw() throws Exception {
        Ui.run(() -> view.load(runner.start("list", context -> many())));
        Nodes.await(() -> view.lead().isPresent());
        shoot("records-many");
        Ui.run(() -> view.model().scrollTo(0.4));
        Nodes.await(() -> view.model().topFraction() > 0.39);
        Ui.run(() -> {
            view.model().moveBy(3, false);
            view.model().moveBy(4, true);
        });
        shoot("records-stretch");
        Ui.run(() -> columns(List.of(
                "time",
                "partition",
                "position",
                "json:/orderId",
                "json:/amount",
                "json:/express",
                "value",
                "header:trace-id",
                "size",
                "fate")));
        shoot("records-fields");
        Ui.run(() -> {
            List<Row> rows = view.model().rows();
            view.model().choose(rows.get(1), false, false);
            view.model().choose(rows.get(4), false, true);
        });
        Thread.sleep(500);
        shoot("records-diff");
        Ui.run(() -> columns(RecordColumn.USUAL.stream().map(RecordColumn::id).toList()));
        type("value.amount > 300 && value.express == true && key.startsWith('order-48')");
        Ui.run(() -> field().fireEvent(new javafx.event.ActionEvent()));
        Nodes.await(() -> view.model().hits().canGoOn());
        shoot("records-hits");
        type("value.amount > && key == 'x'");
        shoot("records-wrong");
        type("");
        Ui.run(() -> view.load(runner.start("list", context -> {
            throw new IllegalStateException("kafka://127.0.0.1:9092 does not answer. Is it running?");
        })));
        Thread.sleep(300);
        shoot("records-failed");
        Ui.run(() -> view.load(runner.start("list", context -> ListedRecords.of(new RecordPage(List.of(), "")))));
        Thread.sleep(300);
        shoot("records-none");
    }

    private void columns(List<String> ids) {
        view.show(RecordColumn.parse(ids));
    }

    private TextField field() {
        return (TextField) view.node().lookup(".filter-field");
    }

    private void type(String text) throws Exception {
        Ui.run(() -> field().setText(text));
        Thread.sleep(900);
    }

    private void shoot(String name) throws Exception {
        Thread.sleep(400);
        for (Theme theme : Theme.values()) {
            Ui.run(theme::apply);
            Thread.sleep(200);
            Path file = folder.resolve(name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png");
            WindowShot.write(Ui.on(() -> WindowShot.take(stage.getScene())), file);
        }
        Ui.run(Theme.LIGHT::apply);
    }
}
