package dev.lacuna.ui.records;

import dev.lacuna.decode.BadExtractorException;
import dev.lacuna.decode.Extractor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A column of the records table: a part that every record has, or a field that is read out of it.
sealed interface RecordColumn {

    /// By which it is kept: `position`, `json:/order/id`.
    String id();

    /// What the log knows of every record.
    enum Part implements RecordColumn {
        TIME,
        PARTITION,
        POSITION,
        KEY,
        VALUE,
        HEADERS,
        SIZE,
        FATE,
        PRODUCER,
        EPOCH,
        SEQUENCE,
        LEADER;

        @Override
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What stands at a place of the payload, or in a header.
    record Field(Extractor extractor) implements RecordColumn {
        @Override
        public String id() {
            return extractor.toString();
        }

        /// What stands above it: the end of the pointer, or the header's name.
        String title() {
            return switch (extractor) {
                case Extractor.Key key -> "key";
                case Extractor.NamedHeader header -> header.name();
                case Extractor.JsonPlace place ->
                    place.tokens().isEmpty() ? "/" : place.tokens().getLast();
            };
        }
    }

    /// Those that are shown where nobody has chosen any; the fate shows itself where there is one to tell.
    List<RecordColumn> USUAL =
            List.of(Part.TIME, Part.PARTITION, Part.POSITION, Part.KEY, Part.VALUE, Part.HEADERS, Part.FATE);

    /// Empty where it names no column.
    static Optional<RecordColumn> parse(String id) {
        for (Part part : Part.values()) {
            if (part.id().equals(id)) {
                return Optional.of(part);
            }
        }
        try {
            return Optional.of(new Field(Extractor.parse(id)));
        } catch (BadExtractorException e) {
            return Optional.empty();
        }
    }

    /// Those that were kept; the usual ones where that were none.
    static List<RecordColumn> parse(List<String> ids) {
        List<RecordColumn> columns = new ArrayList<>();
        ids.forEach(id -> parse(id).ifPresent(columns::add));
        return columns.isEmpty() ? USUAL : List.copyOf(columns);
    }

    /// In their fixed order, fields behind the value.
    static List<RecordColumn> with(List<RecordColumn> columns, RecordColumn more) {
        List<RecordColumn> all = new ArrayList<>(columns);
        if (all.contains(more)) {
            return columns;
        }
        int at = 0;
        while (at < all.size() && rank(all.get(at)) <= rank(more)) {
            at++;
        }
        all.add(at, more);
        return List.copyOf(all);
    }

    static List<RecordColumn> without(List<RecordColumn> columns, RecordColumn less) {
        return columns.stream().filter(column -> !column.equals(less)).toList();
    }

    private static int rank(RecordColumn column) {
        return switch (column) {
            case Part part -> 2 * part.ordinal();
            case Field field -> 2 * Part.VALUE.ordinal() + 1;
        };
    }
}
