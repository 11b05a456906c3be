/// Rules about the progress of consumer groups, from the history of their commits.
/// They never ask a broker.
@NullMarked
package dev.lacuna.detect.group;

import org.jspecify.annotations.NullMarked;
