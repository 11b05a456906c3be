package dev.lacuna.model;

import java.util.Locale;

/// What stands at a place in a payload. Whole numbers and fractions are one: JSON does not tell 17 from 17.0.
public enum ValueType {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
