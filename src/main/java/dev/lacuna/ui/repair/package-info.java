/// Planning, previewing and running a repair.
/// It never writes to a source by itself: it starts tasks of the investigation.
@NullMarked
package dev.lacuna.ui.repair;

import org.jspecify.annotations.NullMarked;
