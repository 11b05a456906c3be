package dev.lacuna.ui.records;

import dev.lacuna.decode.Extractor;
import dev.lacuna.decode.PointerTexts;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The fields of records that stand in columns. A payload is read once for all its columns, when its row is first
/// seen.
final class FieldTexts {

    private static final int MOST_READ = 64 * 1024;
    private static final int KEPT = 500;
    private static final int SAMPLED = 60;
    private static final int MOST_FIELDS = 120;

    /// By place: to hash a row means to hash all of its value.
    private final Map<RecordPlace, Map<String, String>> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordPlace, Map<String, String>> eldest) {
            return size() > KEPT;
        }
    };
    private Set<String> pointers = Set.of();
    private PayloadReading readBy = PayloadReading.none();

    /// Which places will be asked for.
    void want(Collection<RecordColumn> columns) {
        Set<String> wanted = new LinkedHashSet<>();
        for (RecordColumn column : columns) {
            if (column instanceof RecordColumn.Field(Extractor.JsonPlace place)) {
                wanted.add(pointer(place));
            }
        }
        if (!wanted.equals(pointers)) {
            pointers = wanted;
            known.clear();
        }
    }

    /// What is shown in the cell; empty where the record has no such field.
    String text(Row row, Extractor extractor, PayloadReading reading) {
        if (reading != readBy) {
            readBy = reading;
            known.clear();
        }
        return switch (extractor) {
            case Extractor.Key key -> RecordWords.key(row.event());
            case Extractor.NamedHeader header ->
                row.event().headers().stream()
                        .filter(each -> each.name().equals(header.name()))
                        .reduce((earlier, last) -> last)
                        .map(RecordWords::headerValue)
                        .orElse("");
            case Extractor.JsonPlace place ->
                known.computeIfAbsent(row.place(), key -> PointerTexts.at(json(row, reading), pointers))
                        .getOrDefault(pointer(place), "");
        };
    }

    private static String pointer(Extractor.JsonPlace place) {
        return place.toString().substring("json:".length());
    }

    private static String json(Row row, PayloadReading reading) {
        Bytes value = row.event().value();
        if (value == null) {
            return "";
        }
        return reading.json(row.event(), MOST_READ).orElseGet(() -> {
            String text = value.slice(0, Math.min(MOST_READ, value.length())).text();
            return JsonIndent.looksLikeJson(text) ? text : "";
        });
    }

    /// The fields that a sample of rows has, most frequent first; headers behind them.
    static List<RecordColumn.Field> sampled(List<Row> rows, PayloadReading reading) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        Map<String, Integer> names = new LinkedHashMap<>();
        int step = Math.max(1, rows.size() / SAMPLED);
        for (int i = 0; i < rows.size(); i += step) {
            PointerTexts.fields(json(rows.get(i), reading), MOST_FIELDS)
                    .keySet()
                    .forEach(pointer -> seen.merge("json:" + pointer, 1, Integer::sum));
            for (Header header : rows.get(i).event().headers()) {
                names.merge("header:" + header.name(), 1, Integer::sum);
            }
        }
        return Stream.concat(byCount(seen), byCount(names))
                .flatMap(id -> RecordColumn.parse(id).stream())
                .filter(column -> column instanceof RecordColumn.Field)
                .map(RecordColumn.Field.class::cast)
                .limit(MOST_FIELDS)
                .toList();
    }

    private static Stream<String> byCount(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey);
    }
}
