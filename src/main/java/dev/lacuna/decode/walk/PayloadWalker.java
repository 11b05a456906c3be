package dev.lacuna.decode.walk;

/// Reads payloads of one format, or of one schema, from their first byte to their last, and tells a sink what
/// stands in them. Confined to one thread. What it makes and how long it takes are bounded by the payload's
/// length, whatever that claims.
public interface PayloadWalker {

    /// The deepest nesting that is read; the payload itself has depth 0.
    int DEEPEST = 100;

    /// @param bytes where the payload begins; it is read to the end
    /// @throws BrokenPayloadException when it is none of the format; the sink has been told a part of it
    void walk(ByteCursor bytes, ValueSink sink) throws BrokenPayloadException;
}
