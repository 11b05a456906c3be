package dev.lacuna.decode;

import dev.lacuna.model.PayloadFormat;

/// How a stream's payloads are read, and why so: said by somebody, or found out from a sample.
///
/// @param format never AUTO
/// @param basis a sentence for people, without any payload's content: "480 of 480 sampled values are JSON
/// objects."
public record Detection(PayloadFormat format, String basis) {

    /// Somebody said so.
    static Detection said(PayloadFormat format) {
        return new Detection(format, "As --format or the profile says.");
    }
}
