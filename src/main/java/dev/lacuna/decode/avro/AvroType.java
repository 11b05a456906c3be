package dev.lacuna.decode.avro;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/// A schema's type made ready for reading: its parts as arrays, names in UTF-8, a logical type as a kind of its
/// own. Shared by threads.
public final class AvroType {

    enum Kind {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        STRING,
        FIXED,
        ENUM,
        RECORD,
        ARRAY,
        MAP,
        UNION,
        /// An int that counts days since 1970.
        DATE,
        /// A long that counts [#perSecond] since 1970.
        TIMESTAMP,
        /// Bytes that are a number's digits before [#scale] of them stand behind the point.
        DECIMAL_BYTES,
        DECIMAL_FIXED,
        /// Sixteen bytes.
        UUID
    }

    private static final byte[][] NO_NAMES = {};
    private static final AvroType[] NO_PARTS = {};

    final Kind kind;
    /// Fields of a record, branches of a union, or the one type of an array's elements or a map's values.
    AvroType[] parts = NO_PARTS;
    /// Names of a record's fields, or the symbols of an enum.
    byte[][] names = NO_NAMES;
    /// Bytes of a fixed.
    int size;
    int scale;
    long perSecond;
    /// Whether a value of it may take no byte at all.
    boolean empty;

    private AvroType(Kind kind) {
        this.kind = kind;
    }

    /// @param schema what payloads were written with
    public static AvroType of(Schema schema) {
        return of(schema, new HashMap<>());
    }

    private static AvroType of(Schema schema, Map<String, AvroType> records) {
        return switch (schema.getType()) {
            case NULL -> {
                AvroType type = new AvroType(Kind.NULL);
                type.empty = true;
                yield type;
            }
            case BOOLEAN -> new AvroType(Kind.BOOLEAN);
            case INT -> new AvroType(schema.getLogicalType() instanceof LogicalTypes.Date ? Kind.DATE : Kind.INT);
            case LONG -> timestamp(schema.getLogicalType());
            case FLOAT -> new AvroType(Kind.FLOAT);
            case DOUBLE -> new AvroType(Kind.DOUBLE);
            case BYTES -> bytes(schema.getLogicalType());
            case STRING -> new AvroType(Kind.STRING);
            case FIXED -> fixed(schema);
            case ENUM -> {
                AvroType type = new AvroType(Kind.ENUM);
                type.names = utf8(schema.getEnumSymbols());
                yield type;
            }
            case ARRAY -> container(Kind.ARRAY, schema.getElementType(), records);
            case MAP -> container(Kind.MAP, schema.getValueType(), records);
            case UNION -> {
                AvroType type = new AvroType(Kind.UNION);
                type.parts = schema.getTypes().stream()
                        .map(branch -> of(branch, records))
                        .toArray(AvroType[]::new);
                yield type;
            }
            case RECORD -> record(schema, records);
        };
    }

    private static AvroType timestamp(LogicalType logical) {
        long perSecond = switch (logical == null ? "" : logical.getName()) {
            case "timestamp-millis", "local-timestamp-millis" -> 1_000L;
            case "timestamp-micros", "local-timestamp-micros" -> 1_000_000L;
            case "timestamp-nanos", "local-timestamp-nanos" -> 1_000_000_000L;
            default -> 0;
        };
        AvroType type = new AvroType(perSecond == 0 ? Kind.LONG : Kind.TIMESTAMP);
        type.perSecond = perSecond;
        return type;
    }

    private static AvroType bytes(LogicalType logical) {
        boolean decimal = logical instanceof LogicalTypes.Decimal;
        AvroType type = new AvroType(decimal ? Kind.DECIMAL_BYTES : Kind.BYTES);
        type.scale = decimal ? ((LogicalTypes.Decimal) logical).getScale() : 0;
        return type;
    }

    private static AvroType fixed(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        Kind kind = logical instanceof LogicalTypes.Decimal
                ? Kind.DECIMAL_FIXED
                : logical != null && logical.getName().equals("uuid") && schema.getFixedSize() == 16
                        ? Kind.UUID
                        : Kind.FIXED;
        AvroType type = new AvroType(kind);
        type.size = schema.getFixedSize();
        type.scale = logical instanceof LogicalTypes.Decimal decimal ? decimal.getScale() : 0;
        type.empty = type.size == 0;
        return type;
    }

    private static AvroType container(Kind kind, Schema part, Map<String, AvroType> records) {
        AvroType type = new AvroType(kind);
        type.parts = new AvroType[] {of(part, records)};
        return type;
    }

    /// A record may hold itself, so it is known before its fields are.
    private static AvroType record(Schema schema, Map<String, AvroType> records) {
        AvroType known = records.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        AvroType type = new AvroType(Kind.RECORD);
        records.put(schema.getFullName(), type);
        List<Schema.Field> fields = schema.getFields();
        type.names = utf8(fields.stream().map(Schema.Field::name).toList());
        type.parts = fields.stream().map(field -> of(field.schema(), records)).toArray(AvroType[]::new);
        boolean empty = true;
        for (AvroType part : type.parts) {
            empty &= part.empty;
        }
        type.empty = empty;
        return type;
    }

    private static byte[][] utf8(List<String> names) {
        return names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }
}
