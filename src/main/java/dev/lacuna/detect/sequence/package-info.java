/// The bookkeeping of an application's own running numbers: which were seen, which are open, where they started
/// over. It never judges: the rules that share it do.
@NullMarked
package dev.lacuna.detect.sequence;

import org.jspecify.annotations.NullMarked;
