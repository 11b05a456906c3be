package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Share;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers in payloads that are far off all others of their field: single ones, or a stretch in which all are
/// many times as large or small as usual.
///
/// Only measurements have a usual size. Counters, times, ids, and fields of few different numbers are left out,
/// also fields whose names say that their numbers are names.
///
/// @param knownFields JSON pointers of fields that are known to be none
/// @param mostFields fields watched; those met later are left out
/// @param mostFindings of one field
public record OutlierRule(Set<String> knownFields, Share mostFields, int mostFindings) implements Rule {

    private static final String JSON = "json:";

    /// Last words of names of fields whose numbers are no measurements.
    private static final Set<String> NAMES = Set.of(
            "id",
            "ids",
            "uid",
            "uuid",
            "key",
            "no",
            "nr",
            "number",
            "seq",
            "sequence",
            "offset",
            "position",
            "lsn",
            "version",
            "revision",
            "epoch",
            "timestamp",
            "ts",
            "code",
            "hash",
            "zip",
            "postcode",
            "phone",
            "port",
            "pid",
            "partition",
            "status");

    public OutlierRule(FieldSpec fields) {
        this(
                Stream.of(fields.sequence(), fields.sequencePer(), fields.id(), fields.eventTime())
                        .flatMap(Optional::stream)
                        .filter(extractor -> extractor.startsWith(JSON))
                        .map(extractor -> extractor.substring(JSON.length()))
                        .collect(Collectors.toUnmodifiableSet()),
                new Share(4_000, 4),
                20);
    }

    /// Whether a field may hold measurements, by its name.
    boolean watches(String pointer) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        int last = name.length() - 1;
        while (last > 0 && !beginsWord(name, last)) {
            last--;
        }
        String word = name.substring(last).toLowerCase(Locale.ROOT);
        return !knownFields.contains(pointer)
                && !NAMES.contains(word)
                && !NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /// Whether a word begins there: behind a `_`, or in the middle of `orderId` or `orderID`.
    private static boolean beginsWord(String name, int at) {
        char before = name.charAt(at - 1);
        return !Character.isLetterOrDigit(before)
                || Character.isUpperCase(name.charAt(at)) && !Character.isUpperCase(before);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.CONTENT_OUTLIER;
    }

    @Override
    public Need needs() {
        return Need.CONTENT;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new OutlierDetector(this, context, findings);
    }
}
