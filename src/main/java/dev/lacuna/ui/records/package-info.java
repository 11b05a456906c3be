/// The records of a selected range and their payloads.
/// It never holds more than a window of them.
@NullMarked
package dev.lacuna.ui.records;

import org.jspecify.annotations.NullMarked;
