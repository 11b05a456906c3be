/// Running and finished tasks with their progress.
/// It only watches.
@NullMarked
package dev.lacuna.ui.tasks;

import org.jspecify.annotations.NullMarked;
