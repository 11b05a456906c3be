package dev.lacuna.decode;

import dev.lacuna.decode.schema.PayloadDecoder;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Proposes which fields of a stream's payloads are its running number, its id and its time, from a sample.
/// Proposes nothing that the sample doesn't convincingly show.
public final class FieldGuess {

    private static final int FEWEST_EVENTS = 20;
    /// Of a payload longer than that as JSON nothing is looked at.
    private static final int LARGEST = 1 << 20;
    private static final double ALMOST_ALL = 0.95;
    private static final double MOSTLY = 0.8;
    private static final double HARDLY_REPEATED = 0.98;
    private static final Set<String> ID_NAMES =
            Set.of("id", "uuid", "guid", "eventid", "messageid", "orderid", "transactionid", "key");
    private static final Set<String> TIME_NAMES = Set.of(
            "eventtime", "occurredat", "occurred", "timestamp", "ts", "time", "at", "createdat", "created", "eventts");

    private FieldGuess() {}

    /// @param sample consecutive events of one or more partitions, each partition's in order
    /// @param format how their payloads are read
    public static FieldSpec of(List<Event> sample, PayloadFormat format, Decoding decoding) {
        if (format != PayloadFormat.JSON && !Decoding.isWalked(format)) {
            return FieldSpec.NONE;
        }
        List<Event> readable;
        if (Decoding.isWalked(format)) {
            PayloadDecoder decoder = decoding.decoder(format);
            readable = sample.stream()
                    .map(event -> withValue(event, value -> Decoding.json(decoder, value, LARGEST)))
                    .toList();
        } else {
            readable = sample.stream()
                    .map(event -> withValue(
                            event,
                            value -> Optional.ofNullable(JsonFields.bare(value).strictText())))
                    .toList();
        }
        return of(readable, format);
    }

    private static Event withValue(Event event, Function<Bytes, Optional<String>> json) {
        Bytes value = Decoding.payload(event);
        return new Event(
                event.partition(),
                event.position(),
                event.millis(),
                event.timestamps(),
                event.key(),
                value == null ? null : json.apply(value).map(Bytes::utf8).orElse(null),
                event.headers());
    }

    /// The same for JSON.
    static FieldSpec of(List<Event> sample) {
        return of(sample, PayloadFormat.JSON);
    }

    private static FieldSpec of(List<Event> sample, PayloadFormat format) {
        FieldSample fields = FieldSample.of(sample);
        if (fields.events() < FEWEST_EVENTS) {
            return FieldSpec.NONE;
        }
        List<FieldProfile> usual = fields.profiles().stream()
                .filter(profile -> profile.count() >= ALMOST_ALL * fields.events())
                .toList();
        Optional<FieldProfile> time = usual.stream()
                .filter(FieldGuess::isTime)
                .max(Comparator.comparingInt((FieldProfile profile) -> nameScore(profile, TIME_NAMES))
                        .thenComparing(profile -> -profile.pointer().length()));
        Optional<FieldProfile> sequence = usual.stream()
                .filter(profile -> !profile.isTime())
                .filter(profile -> profile.steps() >= FEWEST_EVENTS / 2)
                .filter(profile -> profile.unitSteps() >= MOSTLY * profile.steps())
                .max(Comparator.comparingLong(FieldProfile::unitSteps)
                        .thenComparing(profile -> -profile.pointer().length()));
        Optional<FieldProfile> id = usual.stream()
                .filter(profile -> !sequence.equals(Optional.of(profile)) && !profile.isTime())
                .filter(FieldGuess::isId)
                .max(Comparator.comparingInt((FieldProfile profile) -> nameScore(profile, ID_NAMES))
                        .thenComparing(profile -> -profile.pointer().length()));
        return new FieldSpec(
                sequence.map(FieldProfile::extractor),
                Optional.empty(),
                id.map(FieldProfile::extractor),
                time.map(FieldProfile::extractor),
                format);
    }

    private static boolean isTime(FieldProfile profile) {
        return profile.isTime() && !profile.isInSeconds();
    }

    /// A field named like an id whose values hardly repeat (duplicates may be the very incident), or any whose
    /// values never repeat and look made to be unique.
    private static boolean isId(FieldProfile profile) {
        if (profile.isFractional()) {
            return false;
        }
        boolean named = nameScore(profile, ID_NAMES) > 0;
        return named
                ? profile.distinct() >= HARDLY_REPEATED * profile.count()
                : profile.distinct() == profile.count() && profile.looksUnique();
    }

    /// 2 for a known name, 1 for one that ends like one, else 0.
    private static int nameScore(FieldProfile profile, Set<String> names) {
        String name = profile.name();
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        if (names.contains(plain)) {
            return 2;
        }
        boolean idLike = names == ID_NAMES && (name.endsWith("_id") || name.endsWith("Id") || name.endsWith("-id"));
        boolean timeLike = names == TIME_NAMES
                && (name.endsWith("_at") || name.endsWith("_time") || name.endsWith("Time") || name.endsWith("_ts"));
        return idLike || timeLike ? 1 : 0;
    }
}
