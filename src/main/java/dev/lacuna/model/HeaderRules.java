package dev.lacuna.model;

import java.util.List;

/// Which headers of an event go with its copy. A pattern is a name in which `*` stands for anything; upper and lower
/// case are the same.
///
/// @param keep only headers that match one of these; empty: all
/// @param drop never headers that match one of these
public record HeaderRules(List<String> keep, List<String> drop) {

    /// Every header.
    public static final HeaderRules ALL = new HeaderRules(List.of(), List.of());

    /// Those by which replicators know what they have copied already (Confluent's, Amazon MSK's), and by
    /// which tracers would take a copy for a part of what happened then: a copy that carries them is passed
    /// over, or counted among the wrong.
    public static final List<String> NOT_OF_A_COPY = List.of(
            "__replicator_id",
            "__mskmr*",
            "traceparent",
            "tracestate",
            "baggage",
            "b3",
            "x-b3-*",
            "uber-trace-id",
            "x-datadog-*",
            "x-amzn-trace-id",
            "x-cloud-trace-context",
            "sw8*",
            "elastic-apm-traceparent");

    public static final HeaderRules SAFE = new HeaderRules(List.of(), NOT_OF_A_COPY);

    public HeaderRules {
        keep = List.copyOf(keep);
        drop = List.copyOf(drop);
    }

    public boolean keepsAll() {
        return keep.isEmpty() && drop.isEmpty();
    }

    public boolean keeps(String name) {
        return (keep.isEmpty() || keep.stream().anyMatch(pattern -> matches(pattern, name)))
                && drop.stream().noneMatch(pattern -> matches(pattern, name));
    }

    /// Each star takes as little as it can; where the rest fails, the last star takes one more.
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int taken = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                taken = n;
            } else if (p < pattern.length() && same(pattern.charAt(p), name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++taken;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean same(char a, char b) {
        return a == b || Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
