package dev.lacuna.repair.replay;

import java.util.Map;

/// Where to begin to look for what a plan's runs have written, as somebody remembers it from an earlier look. It spares
/// reading and decides nothing: what it passes over is read all the same where the target itself doesn't prove that
/// nothing of the plan can stand there.
public interface LookBack {

    /// Remembers nothing.
    LookBack NONE = new LookBack() {
        @Override
        public Map<Integer, LookPlace> starts() {
            return Map.of();
        }

        @Override
        public void looked(Map<Integer, LookPlace> starts) {}
    };

    /// By target partition; nothing where nobody remembers.
    Map<Integer, LookPlace> starts();

    /// Told what a look has shown, of each partition where that spares reading.
    void looked(Map<Integer, LookPlace> starts);
}
