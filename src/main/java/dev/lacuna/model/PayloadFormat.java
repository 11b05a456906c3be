package dev.lacuna.model;

/// How a stream's values are to be read.
public enum PayloadFormat {
    /// Found out from a sample.
    AUTO,
    JSON,
    TEXT,
    BYTES
}
