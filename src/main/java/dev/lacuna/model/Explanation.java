package dev.lacuna.model;

/// What people read about a finding.
///
/// @param summary one line, a noun phrase with its count: "173 missing sequence numbers"
/// @param explanation why it is judged so, in full sentences
/// @param suggestion what to do next, in the imperative
public record Explanation(String summary, String explanation, String suggestion) {}
