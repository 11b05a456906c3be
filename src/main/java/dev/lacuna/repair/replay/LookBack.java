package dev.lacuna.repair.replay;

import dev.lacuna.model.Position;
import java.util.Map;

/// Where to begin to look for what a plan's runs have written, as somebody remembers it from an earlier look. It spares
/// reading and decides nothing: what it passes over is read all the same where the target itself doesn't prove that
/// nothing of the plan can stand there.
public interface LookBack {

    /// Remembers nothing.
    LookBack NONE = new LookBack() {
        @Override
        public Map<Integer, Position> starts() {
            return Map.of();
        }

        @Override
        public void looked(Map<Integer, Position> starts) {}
    };

    /// By target partition a position before which no copy of the plan stood; nothing where nobody remembers.
    Map<Integer, Position> starts();

    /// Told what a look has shown, of each partition that was looked at.
    void looked(Map<Integer, Position> starts);
}
