/// Rules about events that stand more than once.
/// They compare ids exactly within a stated window and never guess.
@NullMarked
package dev.lacuna.detect.duplicate;

import org.jspecify.annotations.NullMarked;
