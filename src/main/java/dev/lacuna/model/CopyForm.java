package dev.lacuna.model;

import java.util.List;

/// How copies differ from their originals, but for the headers that mark them.
///
/// @param headers which headers they keep
/// @param edits what is changed, one after another
public record CopyForm(HeaderRules headers, List<Edit> edits) {

    /// Not at all: byte for byte the same.
    public static final CopyForm EXACT = new CopyForm(HeaderRules.ALL, List.of());

    public CopyForm {
        edits = List.copyOf(edits);
    }

    public boolean isExact() {
        return headers.keepsAll() && edits.isEmpty();
    }

    public CopyForm withHeaders(HeaderRules rules) {
        return new CopyForm(rules, edits);
    }
}
