/// Drives readers over ranges of partitions and hands batches and events to the consumers it is given.
/// It knows neither index nor rules.
@NullMarked
package dev.lacuna.scan;

import org.jspecify.annotations.NullMarked;
