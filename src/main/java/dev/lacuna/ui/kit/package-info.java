/// Small parts that every view shares: the FX pulse, formats, icons, themes.
/// The only place that calls `Platform.runLater`.
@NullMarked
package dev.lacuna.ui.kit;

import org.jspecify.annotations.NullMarked;
