/// The words of the domain as plain values: streams, positions, batches, events, findings, plans.
/// It never does I/O, starts a thread or knows a product: `java.*` only, in the language and API of Java 17.
@NullMarked
package dev.lacuna.model;

import org.jspecify.annotations.NullMarked;
