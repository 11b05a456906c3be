package dev.lacuna.decode.schema;

/// A payload can't be read for want of its schema. Thrown once per event, so it carries no trace.
public final class MissingSchemaException extends Exception {

    private final SchemaTrouble trouble;

    public MissingSchemaException(SchemaTrouble trouble) {
        super(trouble.reason(), null, false, false);
        this.trouble = trouble;
    }

    public SchemaTrouble trouble() {
        return trouble;
    }
}
