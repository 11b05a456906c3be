/// Findings as files: CSV and JSON Lines, the same bytes from the window and the command line.
/// It never decides what to report.
@NullMarked
package dev.lacuna.report;

import org.jspecify.annotations.NullMarked;
