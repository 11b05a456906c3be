/// Sets consumer groups back, and forth again: plan, preview, run with a snapshot before it, roll-back, check.
/// It never touches a group that has members, nor what an engine keeps outside of its group.
@NullMarked
package dev.lacuna.repair.rewind;

import org.jspecify.annotations.NullMarked;
