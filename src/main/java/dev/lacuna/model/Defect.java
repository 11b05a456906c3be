package dev.lacuna.model;

/// Why a payload can't be read.
///
/// @param decoder which decoder gave up: `JSON`
/// @param reason one line, without any of the payload's content
/// @param byteOffset where in the payload, or -1
/// @param foreign whether it does not even begin as a payload of that format does: it is of another one rather
///     than broken
public record Defect(String decoder, String reason, int byteOffset, boolean foreign) {

    /// A payload that is broken.
    public Defect(String decoder, String reason, int byteOffset) {
        this(decoder, reason, byteOffset, false);
    }
}
