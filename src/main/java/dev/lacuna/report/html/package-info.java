/// The incident report as one HTML file that needs nothing else: for whoever was not there. It shows what a session
/// holds, escapes all of it, and never decides what happened.
@NullMarked
package dev.lacuna.report.html;

import org.jspecify.annotations.NullMarked;
