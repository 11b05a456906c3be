package dev.lacuna.decode.schema;

import dev.lacuna.decode.avro.AvroType;
import dev.lacuna.decode.walk.BadSchemaException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;

/// Makes schemas of Avro's JSON.
final class AvroSchemas {

    private AvroSchemas() {}

    /// @param texts the schema that is wanted as the last; before it those that it names
    static PayloadSchema.Avro parse(List<String> texts) throws BadSchemaException {
        try {
            // what is wrong with a default matters to nobody who reads what was written
            Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
            Schema schema = null;
            for (String text : texts) {
                schema = parser.parse(text);
            }
            if (schema == null) {
                throw new BadSchemaException("it is empty", null);
            }
            return new PayloadSchema.Avro(
                    AvroType.of(schema), schema.getFullName(), SchemaNormalization.parsingFingerprint64(schema));
        } catch (SchemaParseException e) {
            throw new BadSchemaException("it is no Avro schema (" + firstLine(e) + ")", e);
        } catch (AvroRuntimeException | IllegalArgumentException | StackOverflowError e) {
            throw new BadSchemaException("it is no Avro schema", e);
        }
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
