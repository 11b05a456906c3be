/// What was done and by whom, kept across restarts and shared by all processes of the program: tasks, and the
/// trail of writes. It never holds a payload or a secret, and knows neither plans nor sources.
@NullMarked
package dev.lacuna.journal;

import org.jspecify.annotations.NullMarked;
