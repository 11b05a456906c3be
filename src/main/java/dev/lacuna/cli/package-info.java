/// The command line: one class per command, exit codes, the only writer of standard output and error.
/// It holds no logic that the window would need too.
@NullMarked
package dev.lacuna.cli;

import org.jspecify.annotations.NullMarked;
