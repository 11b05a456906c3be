package dev.lacuna.ui.repair;

import dev.lacuna.investigation.DeadLetterScope;

/// What is selected of a dead-letter stream, when somebody asks to drive its events back.
///
/// @param words for people: from when to when
public record RedriveSelection(String words, DeadLetterScope scope) {}
