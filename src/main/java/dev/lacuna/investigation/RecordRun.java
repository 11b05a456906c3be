package dev.lacuna.investigation;

/// How it ended that records were handed on as they were read.
///
/// @param records how many were
/// @param stopped empty when everything in the range was; else where it stopped and why, for people
/// @param limited whether a higher limit would have brought more
/// @param unjudged of which records the filter could not say anything, for people; empty where there was none
/// @param merged whether all came in order of time; else only those of each partition are in order
public record RecordRun(long records, String stopped, boolean limited, String unjudged, boolean merged) {}
