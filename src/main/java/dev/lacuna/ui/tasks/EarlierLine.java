package dev.lacuna.ui.tasks;

import dev.lacuna.journal.JournalTask;
import dev.lacuna.journal.KeptState;
import dev.lacuna.journal.TaskKind;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;

/// A task of an earlier start, or of another process, as the drawer shows it.
///
/// @param state in a word
/// @param text how far it came, when and by whom
record EarlierLine(JournalTask task, String title, String state, Tone tone, String text) implements DrawerLine {

    private static final Texts TEXTS = Texts.of(EarlierLine.class);

    static EarlierLine of(JournalTask task, Formats formats) {
        List<String> parts = new ArrayList<>();
        String far = far(task);
        if (!far.isEmpty()) {
            parts.add(far);
        }
        parts.add(formats.dateTime(task.started().toEpochMilli()));
        parts.add(task.worker().name());
        return new EarlierLine(
                task,
                TEXTS.get("earlier." + task.kind().id(), task.subject()),
                TEXTS.get("kept." + task.stateId()),
                tone(task),
                String.join(" · ", parts));
    }

    @Override
    public String id() {
        return "earlier:" + task.id();
    }

    /// A rewind goes on from the command line, beside whose plan the group's positions are kept.
    boolean canGoOn() {
        return task.canGoOn() && task.kind() == TaskKind.RUN;
    }

    boolean hasCommand() {
        return task.canGoOn() || !task.command().isEmpty();
    }

    /// Whether another process works on it now.
    boolean runsElsewhere() {
        return !task.state().isTerminal() && !task.interrupted();
    }

    private static String far(JournalTask task) {
        if (task.state().isTerminal() && !task.message().isEmpty()) {
            return task.message();
        }
        long planned = task.counts().getOrDefault("planned", 0L);
        if (planned == 0) {
            return "";
        }
        long settled = task.counts().getOrDefault("written", 0L) + task.counts().getOrDefault("already_there", 0L);
        return TEXTS.get("earlier.far", Formats.number(settled), Formats.number(planned));
    }

    private static Tone tone(JournalTask task) {
        if (task.interrupted() || task.state() == KeptState.PARTIAL) {
            return Tone.SUSPECT;
        }
        return switch (task.state()) {
            case FAILED -> Tone.LOSS;
            case DONE -> Tone.OK;
            case RUNNING, PAUSED -> Tone.INFO;
            case CANCELLED, CANCELLING, REFUSED, PARTIAL -> Tone.PLAIN;
        };
    }
}
