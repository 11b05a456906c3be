/// Turns payload bytes into fields and readable text.
/// It never decides what a field means: rules and views do.
@NullMarked
package dev.lacuna.decode;

import org.jspecify.annotations.NullMarked;
