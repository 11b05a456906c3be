package dev.lacuna.journal;

import java.util.Optional;

/// What is known of a task when it begins.
///
/// @param source the address of what is read; without secrets
/// @param target the address of what is written; empty for none
/// @param subject what it is about, for people: a stream, or a group
/// @param command the command line that does the same, without secrets; empty where none does
/// @param plan the plan it runs; empty while it is being made
public record TaskStart(
        TaskKind kind, String source, String target, String subject, String command, Optional<KeptPlan> plan) {}
