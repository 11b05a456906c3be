/// Findings as a table and in detail.
/// It never judges: it shows what rules yielded.
@NullMarked
package dev.lacuna.ui.findings;

import org.jspecify.annotations.NullMarked;
