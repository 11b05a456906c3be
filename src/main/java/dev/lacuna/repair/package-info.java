/// Plans of a repair as files one can read, and what must be checked before one runs.
/// It never runs from live view state: only from a frozen plan.
@NullMarked
package dev.lacuna.repair;

import org.jspecify.annotations.NullMarked;
