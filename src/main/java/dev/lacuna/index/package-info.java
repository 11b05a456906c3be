/// The density of events per partition, over time and over positions, in buckets of a power of two: what the
/// timeline draws. It never keeps an event: memory is bounded by lanes and buckets. Java 17.
@NullMarked
package dev.lacuna.index;

import org.jspecify.annotations.NullMarked;
