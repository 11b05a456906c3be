/// A real single-node Kafka on the loopback interface, and the sample incident written into it.
/// It never listens anywhere else and never touches another cluster.
@NullMarked
package dev.lacuna.sandbox;

import org.jspecify.annotations.NullMarked;
