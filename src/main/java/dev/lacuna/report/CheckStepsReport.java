package dev.lacuna.report;

import dev.lacuna.source.CheckStep;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The steps on the way to a source as CSV or JSON Lines: a row per step.
public final class CheckStepsReport {

    private static final List<String> COLUMNS = List.of("step", "subject", "state", "told", "advice", "took_ms");

    private CheckStepsReport() {}

    public static void writeCsv(List<CheckStep> steps, Writer out) throws IOException {
        NamedRows.writeCsv(COLUMNS, cells(steps), out);
    }

    public static void writeJsonLines(List<CheckStep> steps, Writer out) throws IOException {
        NamedRows.writeJsonLines(cells(steps), out);
    }

    private static List<Map<String, @Nullable Object>> cells(List<CheckStep> steps) {
        return steps.stream().map(CheckStepsReport::cells).toList();
    }

    private static Map<String, @Nullable Object> cells(CheckStep step) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("step", id(step.kind()));
        cells.put("subject", step.subject());
        cells.put("state", id(step.state()));
        cells.put("told", step.told());
        cells.put("advice", step.advice());
        cells.put("took_ms", step.took().toMillis());
        return cells;
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
