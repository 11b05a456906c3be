package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Chord;
import dev.lacuna.ui.kit.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Everything that can be asked of the timeline by a key or by name. Keys, menus, palette and key sheet are made from
/// this one list.
public enum TimelineAction {
    ZOOM_IN(
            Group.LOOK,
            Chord.of(KeyCode.W),
            Chord.of(KeyCode.UP),
            Chord.of(KeyCode.PLUS),
            Chord.of(KeyCode.EQUALS),
            Chord.of(KeyCode.ADD)),
    ZOOM_OUT(
            Group.LOOK,
            Chord.of(KeyCode.S),
            Chord.of(KeyCode.DOWN),
            Chord.of(KeyCode.MINUS),
            Chord.of(KeyCode.SUBTRACT)),
    PAN_BACK(Group.LOOK, Chord.of(KeyCode.A), Chord.of(KeyCode.LEFT)),
    PAN_ON(Group.LOOK, Chord.of(KeyCode.D), Chord.of(KeyCode.RIGHT)),
    SCROLL_UP(Group.LOOK, Chord.of(KeyCode.PAGE_UP)),
    SCROLL_DOWN(Group.LOOK, Chord.of(KeyCode.PAGE_DOWN)),
    FIT_ALL(Group.LOOK, Chord.of(KeyCode.HOME)),
    NEWEST(Group.LOOK, Chord.of(KeyCode.END)),
    VIEW_BEFORE(Group.LOOK, Chord.alt(KeyCode.LEFT)),
    VIEW_AFTER(Group.LOOK, Chord.alt(KeyCode.RIGHT)),
    TURN_AXIS(Group.LOOK, Chord.of(KeyCode.O)),
    CROSSHAIR(Group.LOOK, Chord.of(KeyCode.X)),
    PIN_TIP(Group.LOOK, Chord.of(KeyCode.T)),
    WHEEL_ZOOMS(Group.LOOK),

    PIN_LANE(Group.LANES, Chord.of(KeyCode.P)),
    COLLAPSE_LANE(Group.LANES, Chord.of(KeyCode.C)),
    COLLAPSE_ALL(Group.LANES, Chord.shift(KeyCode.C)),
    EXPAND_ALL(Group.LANES, Chord.shift(KeyCode.E)),
    ONLY_WITH_FINDINGS(Group.LANES, Chord.of(KeyCode.I)),
    HARMLESS(Group.LANES, Chord.of(KeyCode.B)),

    NEXT_FINDING(Group.SELECT, Chord.of(KeyCode.N)),
    FINDING_BEFORE(Group.SELECT, Chord.shift(KeyCode.N)),
    FOCUS(Group.SELECT, Chord.of(KeyCode.F)),
    ZOOM_TO_SELECTION(Group.SELECT, Chord.of(KeyCode.Z), Chord.of(KeyCode.ENTER)),
    REPLAY(Group.SELECT, Chord.of(KeyCode.R)),
    NOTE(Group.SELECT, Chord.of(KeyCode.M)),
    EXPORT_SELECTION(Group.SELECT),
    EXPORT_EVENTS(Group.SELECT),
    EXPORT_EVENTS_CSV(Group.SELECT),
    COPY_COMMAND(Group.SELECT),
    COPY_RANGE(Group.SELECT),
    COPY_EVENTS(Group.SELECT),
    CLEAR(Group.SELECT, Chord.of(KeyCode.ESCAPE));

    /// What an action is about.
    public enum Group {
        LOOK,
        LANES,
        SELECT
    }

    private static final Texts TEXTS = Texts.of(TimelineAction.class);

    private final Group group;
    private final List<Chord> chords;

    TimelineAction(Group group, Chord... chords) {
        this.group = group;
        this.chords = List.of(chords);
    }

    public Group group() {
        return group;
    }

    /// The ways to press it; empty where there is no key.
    public List<Chord> chords() {
        return chords;
    }

    /// "Zoom in"
    public String words() {
        return TEXTS.get("do." + name().toLowerCase(Locale.ROOT));
    }

    /// The action that is pressed.
    public static Optional<TimelineAction> meantBy(KeyEvent pressed) {
        return of(GestureEvents.key(pressed).chord());
    }

    /// The action that keys mean.
    static Optional<TimelineAction> of(Chord keys) {
        Optional<TimelineAction> exact = Arrays.stream(values())
                .filter(action -> action.chords.contains(keys))
                .findFirst();
        return exact.or(() -> Arrays.stream(values())
                .filter(action -> action.chords.stream().anyMatch(chord -> chord.isMeantBy(keys)))
                .findFirst());
    }

    /// Whether it changes what is selected, or needs something selected.
    boolean isForSelection() {
        return switch (this) {
            case ZOOM_TO_SELECTION,
                    REPLAY,
                    NOTE,
                    EXPORT_SELECTION,
                    EXPORT_EVENTS,
                    EXPORT_EVENTS_CSV,
                    COPY_COMMAND,
                    COPY_RANGE,
                    COPY_EVENTS,
                    CLEAR -> true;
            default -> false;
        };
    }

    /// Whether it is a switch that is on; empty for what is no switch.
    public Optional<Boolean> isOn(TimelineModel model) {
        return switch (this) {
            case TURN_AXIS -> Optional.of(model.viewport().axis() == Axis.OFFSET);
            case CROSSHAIR -> Optional.of(model.hasCrosshair());
            case WHEEL_ZOOMS -> Optional.of(model.wheelZooms());
            case ONLY_WITH_FINDINGS -> Optional.of(model.showsOnlyLanesWithFindings());
            case HARMLESS -> Optional.of(model.showsBenign());
            default -> Optional.empty();
        };
    }
}
