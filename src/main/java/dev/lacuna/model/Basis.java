package dev.lacuna.model;

import java.util.Locale;

/// How a count was come by.
public enum Basis {
    EXACT,
    AT_LEAST,
    ESTIMATED,
    /// There is no count.
    NONE;

    public String id() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
}
