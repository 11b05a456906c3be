package dev.lacuna.decode;

import dev.lacuna.decode.packed.CborWalker;
import dev.lacuna.decode.packed.MessagePackWalker;
import dev.lacuna.decode.schema.MissingSchemaException;
import dev.lacuna.decode.schema.PayloadDecoder;
import dev.lacuna.decode.schema.PayloadSchema;
import dev.lacuna.decode.schema.SchemaAnswer;
import dev.lacuna.decode.schema.SchemaId;
import dev.lacuna.decode.schema.SchemaSettings;
import dev.lacuna.decode.schema.SchemaTrouble;
import dev.lacuna.decode.schema.Schemas;
import dev.lacuna.decode.schema.WireFormat;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.DeafSink;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.PayloadFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds out from a sample of values how a stream's payloads are to be read, and says what that rests on. What
/// fits nothing is bytes: it is never guessed at.
final class FormatProbe {

    private static final double ENOUGH = 0.9;
    private static final int MOST_IDS_NAMED = 5;
    private static final int FEW_IDS = 5;

    private final Schemas schemas;

    FormatProbe(Schemas schemas) {
        this.schemas = schemas;
    }

    /// What the sample shows without any schema.
    static PayloadFormat of(List<? extends @Nullable Bytes> values) {
        try (Decoding nothing = Decoding.none()) {
            return nothing.detect(values).format();
        }
    }

    /// A given schema file first; then JSON when at least nine in ten values are objects or arrays; then
    /// Confluent's wire format; TEXT when all are printable UTF-8; MessagePack or CBOR when at least nine in
    /// ten are maps of just one of the two; else BYTES. Tombstones (null) don't count.
    Detection detect(List<? extends @Nullable Bytes> values) {
        List<Bytes> present = new ArrayList<>();
        for (Bytes value : values) {
            if (value != null) {
                present.add(value);
            }
        }
        if (present.isEmpty()) {
            return new Detection(PayloadFormat.BYTES, "No sampled event has a value.");
        }
        Optional<Detection> found = byFile(present)
                .or(() -> asJson(present))
                .or(() -> asWireFormat(present))
                .or(() -> asText(present))
                .or(() -> packed(present));
        return found.orElseGet(() -> new Detection(PayloadFormat.BYTES, unknown(present)));
    }

    private Optional<Detection> byFile(List<Bytes> present) {
        Optional<PayloadSchema> local = schemas.local();
        if (local.isEmpty()) {
            return Optional.empty();
        }
        PayloadFormat format = local.get().format();
        PayloadDecoder decoder = schemas.decoder(format, true);
        int readable = count(present, value -> isReadable(decoder, value));
        return readable < ENOUGH * present.size()
                ? Optional.empty()
                : Optional.of(new Detection(
                        format,
                        share(readable, present) + " can be read by the schema in "
                                + schemas.settings().files().getLast().getFileName() + "."));
    }

    private static Optional<Detection> asJson(List<Bytes> present) {
        JsonFields json = new JsonFields(new PointerTree(), true);
        Values nothing = new Values();
        int readable = count(present, value -> {
            Bytes bare = JsonFields.bare(value);
            return JsonDefects.beginsLikeContainer(bare) && json.read(bare, nothing) == null;
        });
        return readable < ENOUGH * present.size()
                ? Optional.empty()
                : Optional.of(
                        new Detection(PayloadFormat.JSON, share(readable, present) + " are JSON objects or arrays."));
    }

    private Optional<Detection> asWireFormat(List<Bytes> present) {
        TreeSet<SchemaId> ids = new TreeSet<>();
        int framed = count(present, value -> {
            boolean likely = WireFormat.begins(value) && WireFormat.id(value).isLikely();
            if (likely) {
                ids.add(WireFormat.id(value));
            }
            return likely;
        });
        if (framed < ENOUGH * present.size() || ids.size() > Math.max(few(ids, present), present.size() / 4)) {
            return Optional.empty();
        }
        String basis = share(framed, present) + " begin as in the registry's wire format, with "
                + (ids.size() == 1 ? "schema " : "schemas ") + named(ids);
        if (!schemas.hasRegistry()) {
            return Optional.of(new Detection(
                    PayloadFormat.BYTES,
                    basis + ", but no registry is given: they are taken for bytes. Give --schema-registry URL, or"
                            + " --format and --schema-file."));
        }
        return Optional.of(byRegistry(ids, basis));
    }

    /// Any number is one that a registry may have given; that a hash is one shows only where it comes again.
    private static int few(TreeSet<SchemaId> ids, List<Bytes> present) {
        boolean named = ids.stream().anyMatch(id -> id.guid() != null);
        return named ? Math.clamp(present.size() / 2, 1, FEW_IDS) : FEW_IDS;
    }

    /// Values are read by the schemas they name, so of several formats any stands for all.
    private Detection byRegistry(TreeSet<SchemaId> ids, String basis) {
        Map<PayloadFormat, Integer> known = new EnumMap<>(PayloadFormat.class);
        SchemaTrouble trouble = null;
        for (SchemaId id : ids) {
            SchemaAnswer answer = schemas.schema(id);
            if (answer instanceof SchemaAnswer.Found(PayloadSchema schema)) {
                known.merge(schema.format(), 1, Integer::sum);
            } else if (answer instanceof SchemaAnswer.Missing(SchemaTrouble missing)) {
                trouble = missing;
            }
        }
        PayloadFormat format = known.containsKey(PayloadFormat.PROTOBUF) && !known.containsKey(PayloadFormat.AVRO)
                ? PayloadFormat.PROTOBUF
                : PayloadFormat.AVRO;
        if (known.isEmpty()) {
            return new Detection(format, basis + "; " + (trouble == null ? "none is known" : trouble.reason()) + ".");
        }
        return new Detection(
                format,
                basis + ", which the registry has as "
                        + String.join(
                                " and ",
                                known.keySet().stream().map(PayloadFormat::id).toList()) + "."
                        + (trouble == null ? "" : " But " + trouble.reason() + "."));
    }

    private static Optional<Detection> asText(List<Bytes> present) {
        return present.stream().allMatch(FormatProbe::isPrintable)
                ? Optional.of(new Detection(
                        PayloadFormat.TEXT, share(present.size(), present) + " are printable text, and not JSON."))
                : Optional.empty();
    }

    /// Only maps: any few bytes are a number in either format.
    private static Optional<Detection> packed(List<Bytes> present) {
        PayloadDecoder msgpack = PayloadDecoder.of("MSGPACK", new MessagePackWalker());
        PayloadDecoder cbor = PayloadDecoder.of("CBOR", new CborWalker());
        int asMsgpack = count(present, value -> isMessagePackMap(value) && isReadable(msgpack, value));
        int asCbor = count(present, value -> isCborMap(value) && isReadable(cbor, value));
        double enough = ENOUGH * present.size();
        if (asMsgpack >= enough && asCbor < enough) {
            return Optional.of(
                    new Detection(PayloadFormat.MSGPACK, share(asMsgpack, present) + " are maps in MessagePack."));
        }
        return asCbor >= enough && asMsgpack < enough
                ? Optional.of(new Detection(PayloadFormat.CBOR, share(asCbor, present) + " are maps in CBOR."))
                : Optional.empty();
    }

    private static boolean isMessagePackMap(Bytes value) {
        int head = value.isEmpty() ? 0 : value.at(0) & 0xff;
        return (head > 0x80 && head < 0x90) || head == 0xde || head == 0xdf;
    }

    private static boolean isCborMap(Bytes value) {
        int head = value.isEmpty() ? 0 : value.at(0) & 0xff;
        boolean marked = head == 0xd9 && value.length() > 3 && value.at(1) == (byte) 0xd9 && value.at(2) == (byte) 0xf7;
        return (head > 0xa0 && head <= 0xbb) || head == 0xbf || marked;
    }

    private String unknown(List<Bytes> present) {
        int single = count(present, value -> value.length() >= 10 && startsWith(value, 0xc3, 0x01));
        if (single >= ENOUGH * present.size()) {
            return share(single, present)
                    + " begin as in Avro's single-object encoding, but no schema is given that fits:"
                    + " they are taken for bytes. Give --schema-file FILE.avsc.";
        }
        int container = count(present, value -> startsWith(value, 'O', 'b', 'j', 1));
        if (container >= ENOUGH * present.size()) {
            return share(container, present)
                    + " are whole Avro files, which are not looked into: they are taken for bytes.";
        }
        String tried = schemas.local().isEmpty()
                ? ""
                : ", nor can they be read by the schema in "
                        + schemas.settings().files().getLast().getFileName();
        return "No known format fits nine in ten of " + present.size() + " sampled values" + tried
                + ": they are taken for bytes. Avro and Protobuf can't be told without a schema ("
                + SchemaSettings.REGISTRY
                + " or --schema-file).";
    }

    private static boolean startsWith(Bytes value, int... begin) {
        for (int i = 0; i < begin.length; i++) {
            if (i >= value.length() || (value.at(i) & 0xff) != begin[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReadable(PayloadDecoder decoder, Bytes value) {
        ByteCursor cursor = new ByteCursor();
        cursor.over(value);
        try {
            decoder.read(cursor, DeafSink.INSTANCE);
            return true;
        } catch (BrokenPayloadException | MissingSchemaException e) {
            return false;
        }
    }

    private static int count(List<Bytes> values, Predicate<Bytes> what) {
        return (int) values.stream().filter(what).count();
    }

    private static String share(int count, List<Bytes> present) {
        return count + " of " + present.size() + " sampled values";
    }

    private static String named(TreeSet<SchemaId> ids) {
        List<String> first =
                ids.stream().limit(MOST_IDS_NAMED).map(String::valueOf).toList();
        int more = ids.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    static boolean isPrintable(Bytes value) {
        String text = value.strictText();
        return text != null
                && text.chars().allMatch(c -> c == '\t' || c == '\n' || c == '\r' || !Character.isISOControl(c));
    }
}
