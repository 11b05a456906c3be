/// The window: streams on the left, timeline in the centre, tables below, tasks and status at the bottom.
/// It never does long work itself.
@NullMarked
package dev.lacuna.ui.shell;

import org.jspecify.annotations.NullMarked;
