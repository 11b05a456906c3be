/// Rules about what is missing: holes in the log and jumps in an application's own numbers.
/// They never call a hole a loss that something harmless could explain.
@NullMarked
package dev.lacuna.detect.gap;

import org.jspecify.annotations.NullMarked;
