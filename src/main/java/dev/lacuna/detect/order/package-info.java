/// Rules about events that stand in the wrong order.
/// They never count a late arrival as missing.
@NullMarked
package dev.lacuna.detect.order;

import org.jspecify.annotations.NullMarked;
