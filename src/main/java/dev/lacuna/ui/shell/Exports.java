package dev.lacuna.ui.shell;

import dev.lacuna.investigation.RecordExport;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.CsvReport;
import dev.lacuna.report.RecordFormat;
import dev.lacuna.report.ReportRow;
import dev.lacuna.report.WholeFile;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.Texts;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes findings and records into files, as tasks, and says in the window where one failed or is not whole.
final class Exports {

    private static final Texts TEXTS = Texts.of(Exports.class);

    private final WorkspaceModel workspace;

    Exports(WorkspaceModel workspace) {
        this.workspace = workspace;
    }

    /// Writes findings as a gap report; the same bytes as `lacuna scan --output csv` prints.
    ///
    /// @param rows asked for on a worker: there may be very many
    TaskHandle<Path> findings(Supplier<List<ReportRow>> rows, Path file) {
        TaskHandle<Path> task = workspace.runner().start(TEXTS.get("task.export", file.getFileName()), context -> {
            List<ReportRow> all = rows.get();
            try {
                WholeFile.write(file, out -> {
                    var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    CsvReport.write(all, text);
                    text.flush();
                });
            } catch (IOException e) {
                throw new SourceException(
                        SourceException.Kind.OTHER, TEXTS.get("export.failed", file, Problem.words(e)), true, e);
            }
            context.report(written(all.size(), TEXTS.get("export.unit.findings", all.size())));
            return file;
        });
        workspace.watch(task);
        return task;
    }

    /// The last word of a task that has written a file.
    static ProgressSnapshot written(long count, String unit) {
        return new ProgressSnapshot("", count, count, unit, List.of(), TEXTS.get("export.written"));
    }

    /// Writes records; a task that is cancelled leaves no file.
    void records(RecordExport request) {
        watch(workspace.investigation().records().export(request));
    }

    /// Writes the records that a selection covers, in all of its streams.
    void records(Selection selection, Optional<TimeSpan> time, RecordFormat format, Path file) {
        workspace
                .read(
                        TEXTS.get("task.export", file.getFileName()),
                        selection,
                        time,
                        (investigation, ranges, within) -> investigation
                                .records()
                                .export(new RecordExport(ranges, within, Optional.empty(), format, file)))
                .ifPresent(this::watch);
    }

    private void watch(TaskHandle<RecordExport.Result> task) {
        workspace.watch(task);
        task.onEnd(ended -> ended.result()
                .filter(result ->
                        !result.troubles().isEmpty() || !result.unjudged().isEmpty())
                .ifPresent(result ->
                        workspace.onFxThread(() -> workspace.streams().tell(Problem.of(notAll(result), null)))));
    }

    private static SourceException notAll(RecordExport.Result result) {
        return new SourceException(
                SourceException.Kind.OTHER,
                TEXTS.get("export.not-all", result.file(), result.troubles() + result.unjudged()),
                false,
                null);
    }
}
