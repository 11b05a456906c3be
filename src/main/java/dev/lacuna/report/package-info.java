/// Findings as files: CSV and JSON Lines, the same bytes from the window and the command line; and what is kept
/// of a scan to compare a later one with.
/// It never decides what to report.
@NullMarked
package dev.lacuna.report;

import org.jspecify.annotations.NullMarked;
