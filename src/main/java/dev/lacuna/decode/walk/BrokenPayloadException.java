package dev.lacuna.decode.walk;

/// A payload is not what its format says. Thrown once per broken event, so it carries no trace.
public final class BrokenPayloadException extends Exception {

    private final String reason;
    private final int offset;
    private final boolean foreign;

    /// @param reason one line, without any of the payload's content
    /// @param offset where in the payload, or -1
    /// @param foreign whether it does not even begin as a payload of that format does
    public BrokenPayloadException(String reason, int offset, boolean foreign) {
        super(reason, null, false, false);
        this.reason = reason;
        this.offset = offset;
        this.foreign = foreign;
    }

    public String reason() {
        return reason;
    }

    public int offset() {
        return offset;
    }

    public boolean isForeign() {
        return foreign;
    }
}
