/// Rules about what stands in a payload.
/// They never stop a scan: an unreadable event is a finding.
@NullMarked
package dev.lacuna.detect.content;

import org.jspecify.annotations.NullMarked;
