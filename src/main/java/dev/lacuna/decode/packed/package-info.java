/// Reads formats that need no schema: MessagePack and CBOR. It never builds a tree of what it reads.
@NullMarked
package dev.lacuna.decode.packed;

import org.jspecify.annotations.NullMarked;
