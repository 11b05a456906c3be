package dev.lacuna.decode.schema;

/// What a question for a schema came to.
public sealed interface SchemaAnswer {

    record Found(PayloadSchema schema) implements SchemaAnswer {}

    record Missing(SchemaTrouble trouble) implements SchemaAnswer {}
}
