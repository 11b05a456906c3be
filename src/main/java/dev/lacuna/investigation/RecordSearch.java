package dev.lacuna.investigation;

/// How far a search for records came.
///
/// @param searched places that were looked at
/// @param from the first number it was to look at
/// @param reached where it stopped: the number to go on from
/// @param millis the time up to which it looked, epoch ms; -1 where it looked at everything there was
/// @param hits records that were found
/// @param whole whether it looked at everything there was in its direction
/// @param unjudged of which records the filter could not say anything, for people; empty where of none
/// @param troubles what could not be read, for people; empty for nothing
public record RecordSearch(
        long searched,
        long from,
        long reached,
        long millis,
        int hits,
        boolean whole,
        String unjudged,
        String troubles) {}
