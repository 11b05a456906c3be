/// Where to connect: recent sources and how to reach them.
/// It never stores a secret.
@NullMarked
package dev.lacuna.ui.connect;

import org.jspecify.annotations.NullMarked;
