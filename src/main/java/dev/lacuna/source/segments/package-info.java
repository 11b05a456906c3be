/// Kafka's log folders as a source: the data folder of a broker, or a copy of one, with no broker at work.
/// It never makes, locks or changes a file, and never lets an index decide what is read.
@NullMarked
package dev.lacuna.source.segments;

import org.jspecify.annotations.NullMarked;
