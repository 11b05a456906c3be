/// Reads Protobuf messages by their descriptors, and makes descriptors of `.proto` sources. It never looks for
/// a schema, and never builds a tree of what it reads.
@NullMarked
package dev.lacuna.decode.protobuf;

import org.jspecify.annotations.NullMarked;
