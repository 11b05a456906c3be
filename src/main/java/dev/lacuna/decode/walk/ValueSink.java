package dev.lacuna.decode.walk;

/// Is told of the values in a payload, one after another, as JSON would hold them: whatever the format, there
/// are objects, arrays, texts, numbers, truths and nothing. Bytes are shared with the payload and hold until
/// the next call.
public interface ValueSink {

    /// An object, record, message or map begins.
    ///
    /// @return false when nothing of it is wanted: it is passed over, and its end is not told
    boolean beginObject();

    /// The name of the next value in an object, in UTF-8.
    ///
    /// @return false when the value is not wanted: it is passed over
    boolean member(byte[] array, int from, int to);

    void endObject();

    /// Likewise for an array.
    boolean beginArray();

    /// The next value in an array.
    ///
    /// @param index counted from 0
    /// @return false when the value is not wanted: it is passed over, or told in vain where passing over is no
    /// quicker
    boolean element(int index);

    void endArray();

    /// JSON's null.
    void none();

    void truth(boolean value);

    void integer(long value);

    /// A number with a fraction.
    ///
    /// @param single whether it was stored in 32 bits, so that fewer of its digits mean anything
    void fraction(double value, boolean single);

    /// A number that may fit into no other, in decimal digits.
    void number(String digits);

    /// A text in well-formed UTF-8.
    void text(byte[] array, int from, int to);

    /// Bytes that are no text.
    void bytes(byte[] array, int from, int to);

    /// A moment.
    ///
    /// @param stored the number that stands in the payload, in the payload's own unit
    /// @param seconds since 1970 in UTC
    /// @param nanos within the second
    void time(long stored, long seconds, int nanos);
}
