package dev.lacuna.decode.schema;

import dev.lacuna.decode.avro.AvroWalker;
import dev.lacuna.decode.protobuf.MessageType;
import dev.lacuna.decode.protobuf.ProtoFiles;
import dev.lacuna.decode.protobuf.ProtobufWalker;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.DeafSink;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.decode.walk.ValueSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads payloads by a schema from a file, whether they are bare, in Confluent's wire format (whose number is
/// passed over then), or in Avro's single-object encoding.
abstract sealed class LocalDecoder implements PayloadDecoder {

    /// @param message which Protobuf message; empty: the only one, or what the wire format says
    static PayloadDecoder of(PayloadSchema schema, Optional<String> message) {
        return switch (schema) {
            case PayloadSchema.Avro avro -> new Avro(avro);
            case PayloadSchema.Protobuf protobuf -> new Protobuf(protobuf.files(), message);
            case PayloadSchema.Json json -> PayloadDecoder.of("JSON", new JsonWalker());
        };
    }

    /// Bare Avro may begin with any byte, so a payload that begins as in the wire format is tried as that
    /// first.
    private static final class Avro extends LocalDecoder {

        private static final int MARK = 0xc301;
        private static final int MARKED_LENGTH = 10;

        private final PayloadSchema.Avro schema;
        private final AvroWalker walker;

        Avro(PayloadSchema.Avro schema) {
            this.schema = schema;
            this.walker = new AvroWalker(schema.type());
        }

        @Override
        public String name() {
            return "AVRO";
        }

        @Override
        public void read(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
            int start = in.at();
            int named = WireFormat.length(in);
            if (named > 0 && in.left() > named) {
                int behind = start + named;
                // what fits neither way is told of as what it looks like
                in.moveTo(fits(in, behind) || !fits(in, start) ? behind : start);
            } else if (in.left() >= MARKED_LENGTH && in.big(2) == MARK) {
                if (in.littleLong() != schema.fingerprint()) {
                    in.moveTo(start); // of another schema, or by chance
                }
            } else {
                in.moveTo(start);
            }
            walker.walk(in, sink);
        }

        private boolean fits(ByteCursor in, int start) {
            try {
                in.moveTo(start);
                walker.walk(in, DeafSink.INSTANCE);
                return true;
            } catch (BrokenPayloadException e) {
                return false;
            }
        }
    }

    /// No message begins with the byte 0 or 1, so one that does is in the wire format.
    private static final class Protobuf extends LocalDecoder {

        private final MessageWalkers walkers;
        private final @Nullable PayloadWalker named;
        private final SchemaTrouble trouble;

        Protobuf(ProtoFiles files, Optional<String> message) {
            this.walkers = new MessageWalkers(files);
            Optional<MessageType> type = message.isPresent()
                    ? files.message(message.get())
                    : files.names().size() == 1 ? files.message(files.names().getFirst()) : Optional.empty();
            this.named = type.map(ProtobufWalker::new).orElse(null);
            this.trouble = new SchemaTrouble(
                    SchemaTrouble.Kind.UNUSABLE,
                    SchemaTrouble.NO_ID,
                    message.isPresent()
                            ? "the schema file has no message " + message.get()
                            : "the schema file has several messages, and nothing says which one the payloads are",
                    "Say it with --schema-message: " + String.join(", ", files.names()) + ".");
        }

        @Override
        public String name() {
            return "PROTOBUF";
        }

        @Override
        public void read(ByteCursor in, ValueSink sink) throws BrokenPayloadException, MissingSchemaException {
            PayloadWalker walker = named;
            int named = WireFormat.length(in);
            if (named > 0 && in.left() > named) {
                WireFormat.readId(in);
                PayloadWalker indexed = walkers.next(in);
                walker = walker == null ? indexed : walker;
            }
            if (walker == null) {
                throw new MissingSchemaException(trouble);
            }
            walker.walk(in, sink);
        }
    }
}
