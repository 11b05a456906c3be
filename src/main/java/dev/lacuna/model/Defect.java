package dev.lacuna.model;

/// Why a payload can't be read.
///
/// @param decoder which decoder gave up: `JSON`
/// @param reason one line, without any of the payload's content
/// @param byteOffset where in the payload, or -1
public record Defect(String decoder, String reason, int byteOffset) {}
