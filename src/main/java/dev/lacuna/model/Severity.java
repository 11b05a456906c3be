package dev.lacuna.model;

import java.util.Locale;

/// How much a finding matters, from least to most.
public enum Severity {
    INFO,
    MINOR,
    MAJOR,
    CRITICAL;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
