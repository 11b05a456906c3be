/// Numbers in payloads that are unlike all others of their field.
/// It never says that an event is missing or that a value is wrong: only that it is unusual. Java 17.
@NullMarked
package dev.lacuna.detect.outlier;

import org.jspecify.annotations.NullMarked;
