/// Background work that can be watched, paused and cancelled.
/// It knows no word of the domain, and nobody else starts a thread.
@NullMarked
package dev.lacuna.task;

import org.jspecify.annotations.NullMarked;
