package dev.lacuna.ui.records;

/// How a payload is shown.
enum PayloadMode {
    /// JSON indented; anything else as it stands.
    PRETTY,
    /// As text, to the letter.
    TEXT,
    HEX
}
