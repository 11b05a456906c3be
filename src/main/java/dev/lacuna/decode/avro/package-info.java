/// Reads payloads in Avro's binary encoding by the schema they were written with. It never looks for a schema,
/// and never builds a tree of what it reads.
@NullMarked
package dev.lacuna.decode.avro;

import org.jspecify.annotations.NullMarked;
