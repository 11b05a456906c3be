package dev.lacuna.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A producer in a [RichHistory], and what it has open.
final class RichWriter {
    long id;
    int epoch;
    final boolean idempotent;
    final boolean transactional;
    final long behindMillis;
    final Map<Integer, Integer> next = new HashMap<>();
    final List<RichLog.Draft> open = new ArrayList<>();
    final Set<Integer> openIn = new TreeSet<>();
    final List<RichLog.Row> openRows = new ArrayList<>();

    RichWriter(long id, boolean idempotent, boolean transactional, long behindMillis) {
        this.id = id;
        this.idempotent = idempotent;
        this.transactional = transactional;
        this.behindMillis = behindMillis;
    }
}
