/// Says which events are wanted, by an expression in CEL over what stands in an event. It reads no stream and changes
/// no event.
@NullMarked
package dev.lacuna.filter;

import org.jspecify.annotations.NullMarked;
