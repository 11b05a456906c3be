/// The contract with event streams: what can be asked of any source, whatever its product.
/// It never interprets what it reads; the leaves below implement it and are imported by nobody.
@NullMarked
package dev.lacuna.source;

import org.jspecify.annotations.NullMarked;
