/// Finds the schemas of payloads, in a registry or in files, and reads payloads by them. It never writes to a
/// registry, and never lets a payload wait for one that did not answer a moment ago.
@NullMarked
package dev.lacuna.decode.schema;

import org.jspecify.annotations.NullMarked;
