/// The use cases that both faces call: open, scan, inspect, plan, run, verify, report.
/// It never draws and never prints.
@NullMarked
package dev.lacuna.investigation;

import org.jspecify.annotations.NullMarked;
