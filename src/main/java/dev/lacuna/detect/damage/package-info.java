/// Rules about the place where a log is kept: what of it is damaged, and what that hides.
/// They never read a file: the reader tells them what it met.
@NullMarked
package dev.lacuna.detect.damage;

import org.jspecify.annotations.NullMarked;
