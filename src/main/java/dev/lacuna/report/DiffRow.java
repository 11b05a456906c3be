package dev.lacuna.report;

import org.jspecify.annotations.Nullable;

/// One part of two records, as each of them has it.
///
/// @param part `fact`, `header`, `field` or `bytes`
/// @param name which
/// @param left null where the first has no such part
/// @param right likewise of the second
public record DiffRow(
        String part,
        String name,
        @Nullable String left,
        @Nullable String right,
        boolean changed) {}
