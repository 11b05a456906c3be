/// What is kept of an incident in one file, so that somebody else can look at it without the source: what was seen,
/// found, written down and repaired. It never holds a payload that nobody asked to keep, nor what lets in at a source.
@NullMarked
package dev.lacuna.report.session;

import org.jspecify.annotations.NullMarked;
