package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Chord;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;

/// Everything that can be asked of the window by a key or by name; the timeline has actions of its own. Keys, menus,
/// palette and key sheet are made from this one list.
enum WindowAction {
    CONNECT(Group.STREAM, Chord.control(KeyCode.O)),
    REFRESH_STREAMS(Group.STREAM),
    DISCONNECT(Group.STREAM),
    SCAN(Group.STREAM, Chord.of(KeyCode.F5)),
    CANCEL_SCAN(Group.STREAM),
    FOLLOW(Group.STREAM, Chord.control(KeyCode.L)),
    LOOK_OVERVIEW(Group.STREAM),
    LOOK_BATCHES(Group.STREAM),
    LOOK_RECORDS(Group.STREAM),
    FILTER(Group.STREAM, Chord.control(KeyCode.F)),
    EXPORT_FINDINGS(Group.STREAM, Chord.control(KeyCode.E)),
    EXPORT_REPORT(Group.STREAM, Chord.controlShift(KeyCode.E)),
    COPY_SCAN(Group.STREAM),
    REDRIVE(Group.STREAM),
    COPY_REFERENCE(Group.STREAM, Chord.controlShift(KeyCode.C)),
    SAVE_SESSION(Group.STREAM, Chord.control(KeyCode.S)),
    SAVE_WITHOUT_RECORDS(Group.STREAM),
    OPEN_SESSION(Group.STREAM, Chord.controlShift(KeyCode.O)),

    PALETTE(Group.WINDOW, Chord.controlShift(KeyCode.P)),
    GO_TO(Group.WINDOW, Chord.control(KeyCode.G)),
    SHOW_FINDINGS(Group.WINDOW, Chord.control(KeyCode.DIGIT1)),
    SHOW_RECORDS(Group.WINDOW, Chord.control(KeyCode.DIGIT2)),
    SHOW_GROUPS(Group.WINDOW, Chord.control(KeyCode.DIGIT3)),
    SHOW_NOTES(Group.WINDOW, Chord.control(KeyCode.DIGIT4)),
    TASKS(Group.WINDOW, Chord.control(KeyCode.J)),
    ZONE(Group.WINDOW, Chord.controlShift(KeyCode.Z)),
    THEME(Group.WINDOW, Chord.controlShift(KeyCode.T)),
    REDUCED_MOTION(Group.WINDOW),
    KEYS(Group.WINDOW, Chord.of(KeyCode.F1));

    /// What an action is about.
    enum Group {
        STREAM,
        WINDOW
    }

    private static final Texts TEXTS = Texts.of(WindowAction.class);

    private final Group group;
    private final List<Chord> chords;

    WindowAction(Group group, Chord... chords) {
        this.group = group;
        this.chords = List.of(chords);
    }

    Group group() {
        return group;
    }

    /// The ways to press it; empty where there is no key.
    List<Chord> chords() {
        return chords;
    }

    /// "Open another source…"
    String words() {
        return TEXTS.get("do." + name().toLowerCase(Locale.ROOT));
    }

    /// Whether it means something while no stream is shown.
    boolean needsStream() {
        return switch (this) {
            case SCAN,
                    CANCEL_SCAN,
                    FOLLOW,
                    LOOK_OVERVIEW,
                    LOOK_BATCHES,
                    LOOK_RECORDS,
                    FILTER,
                    EXPORT_FINDINGS,
                    EXPORT_REPORT,
                    COPY_SCAN,
                    REDRIVE,
                    COPY_REFERENCE,
                    SAVE_SESSION,
                    SAVE_WITHOUT_RECORDS,
                    GO_TO,
                    SHOW_FINDINGS,
                    SHOW_RECORDS,
                    SHOW_GROUPS,
                    SHOW_NOTES -> true;
            case CONNECT,
                    OPEN_SESSION,
                    REFRESH_STREAMS,
                    DISCONNECT,
                    PALETTE,
                    TASKS,
                    ZONE,
                    THEME,
                    REDUCED_MOTION,
                    KEYS -> false;
        };
    }
}
