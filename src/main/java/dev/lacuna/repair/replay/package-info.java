/// Copies a bounded set of events to a target, exactly once however often it is run.
/// It never writes control, aborted or open records, and never alters a byte of key, value or timestamp.
@NullMarked
package dev.lacuna.repair.replay;

import org.jspecify.annotations.NullMarked;
