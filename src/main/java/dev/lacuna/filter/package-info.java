/// Says which events or findings are wanted, by an expression in CEL over what stands in them. It reads no stream and
/// changes nothing.
@NullMarked
package dev.lacuna.filter;

import org.jspecify.annotations.NullMarked;
