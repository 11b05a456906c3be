package dev.lacuna.ui.shell;

import dev.lacuna.investigation.WriteGate;
import dev.lacuna.journal.Journal;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Path;
import java.time.Clock;

/// Everything that the window needs from outside, wired by whoever starts the program.
///
/// @param runner runs all background work; the window closes it when it is closed
/// @param sources the kinds of source that can be opened
/// @param preferences what is remembered between two starts
/// @param sample opens the sample incident
/// @param journal what was done before, by this window and by others, and their notes
/// @param gate what every write passes
/// @param toolVersion as reports show it
/// @param opening what is shown first
/// @param plans the folder where plans of rewinds are kept, with what is needed to take them back
/// @param mainClass the program's main class, whose `sandbox` command rehearsals run on
public record Start(
        TaskRunner runner,
        Sources sources,
        Preferences preferences,
        SampleOpener sample,
        Journal journal,
        WriteGate gate,
        String toolVersion,
        Clock clock,
        Opening opening,
        Path plans,
        String mainClass) {}
