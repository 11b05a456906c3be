/// Lanes of events over time, drawn on a canvas from immutable frames; gestures become commands on its model.
/// It never queries the index on the FX thread.
@NullMarked
package dev.lacuna.ui.timeline;

import org.jspecify.annotations.NullMarked;
