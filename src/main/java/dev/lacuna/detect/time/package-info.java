/// Rules about the times that events carry: such as go back, lie in the future, or come from a clock that is
/// off. They never judge times that the log set itself: those are in order by definition.
@NullMarked
package dev.lacuna.detect.time;

import org.jspecify.annotations.NullMarked;
