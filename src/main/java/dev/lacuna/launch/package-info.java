/// The start of the program: picks the face, wires the rooms by hand, owns `System.exit`.
/// It holds no other logic.
@NullMarked
package dev.lacuna.launch;

import org.jspecify.annotations.NullMarked;
