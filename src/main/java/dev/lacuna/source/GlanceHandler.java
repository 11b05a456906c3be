package dev.lacuna.source;

/// Gets what is told of streams at a glance.
@FunctionalInterface
public interface GlanceHandler {

    /// @return whether more is wanted
    boolean at(StreamGlance glance);
}
