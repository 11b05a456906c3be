package dev.lacuna.sandbox;

import java.util.List;

/// One transaction on the topic of payments.
///
/// @param committed whether it is committed; an aborted one is written in full, and a committed retry follows it
public record PaymentTransaction(List<ScriptedEvent> events, boolean committed) {}
