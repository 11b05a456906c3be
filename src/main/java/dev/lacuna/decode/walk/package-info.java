/// What readers of binary formats share: a place in a payload's bytes, and who is told of the values in it. It
/// never knows a format.
@NullMarked
package dev.lacuna.decode.walk;

import org.jspecify.annotations.NullMarked;
