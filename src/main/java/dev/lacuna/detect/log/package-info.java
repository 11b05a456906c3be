/// Rules about the log itself: who led it, what in it is not decided, what of it will expire, and whether it is
/// still the log that an earlier scan saw. They never look at a payload.
@NullMarked
package dev.lacuna.detect.log;

import org.jspecify.annotations.NullMarked;
