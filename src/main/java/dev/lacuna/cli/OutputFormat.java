package dev.lacuna.cli;

/// How data is printed on standard output.
enum OutputFormat {
    TABLE,
    JSONL,
    CSV
}
