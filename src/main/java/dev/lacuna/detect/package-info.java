/// The contract of rules: what a rule is given and what it yields.
/// It never reads a source; a rule sees batches and events in order and keeps bounded state. Java 17.
@NullMarked
package dev.lacuna.detect;

import org.jspecify.annotations.NullMarked;
