package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/// Draws a row's header: name, positions, events, the badge of open findings, the progress of a scan and the
/// buttons. Of a collapsed lane only name, badge and buttons are left.
final class HeadPainter {

    private static final Texts TEXTS = Texts.of(HeadPainter.class);
    private static final double LEFT = 23;
    private static final double RIGHT = 8;
    private static final double LINE = HeaderButton.LINE;

    /// Badges stand in one column, over lanes of any height and heads of groups, and leave the pin its place.
    private static final double BADGES_RIGHT = HeaderButton.PIN.left();

    private static final double BADGE_HEIGHT = 15;
    private static final double THIN_BADGE_HEIGHT = 12;
    private static final Color DARK_ON_LIGHT = Color.web("#1b1f24");

    private final Ink ink;
    private final HeaderIcons icons;

    HeadPainter(Ink ink) {
        this.ink = ink;
        this.icons = new HeaderIcons(ink);
    }

    void paint(LaneHead head, LaneRow.Lane lane, double top, double height) {
        double width = TimelineLayout.HEADER_WIDTH;
        ink.fill(0, top, width, height, ink.colors.frame());
        ink.vertical(width - 1, top, top + height, ink.colors.grid());
        String name = lane.grouped() ? head.shortName() : head.name();
        if (lane.collapsed()) {
            thinWords(head, name, top, height);
        } else {
            words(head, name, top, height);
        }
        icons.chevron(top, height, lane.collapsed(), ink.colors.muted());
        if (lane.pinned()) {
            icons.pin(top, height, true, ink.colors.accent());
        }
        progress(head.coverage(), top, height);
        ink.horizontal(top + height - 1, 0, width, ink.colors.grid());
    }

    private void words(LaneHead head, String name, double top, double height) {
        TimelineColors colors = ink.colors;
        double width = TimelineLayout.HEADER_WIDTH;
        double baseline = Math.rint(top + (HeaderButton.wordsHeight(height) - 3 * LINE) / 2) + 10;
        double badge = badge(head.worst(), head.open(), BADGES_RIGHT, baseline - 12, BADGE_HEIGHT);
        ink.text(cutName(name, BADGES_RIGHT - LEFT - badge, Ink.NAME), LEFT, baseline, Ink.NAME, colors.text());
        double room = width - LEFT - 4;
        String positions = Ink.width(head.positions(), Ink.SMALL) <= room ? head.positions() : head.shortPositions();
        ink.text(OverviewPainter.cut(positions, room), LEFT, baseline + LINE, Ink.SMALL, colors.muted());
        double beside = HeaderButton.PIN.left() - LEFT;
        ink.text(OverviewPainter.cut(head.events(), beside), LEFT, baseline + 2 * LINE, Ink.SMALL, colors.muted());
    }

    private void thinWords(LaneHead head, String name, double top, double height) {
        double baseline = Math.rint(top + height / 2) + 3.5;
        double badge = badge(head.worst(), head.open(), BADGES_RIGHT, baseline - 9.5, THIN_BADGE_HEIGHT);
        ink.text(cutName(name, BADGES_RIGHT - LEFT - badge, Ink.SMALL), LEFT, baseline, Ink.SMALL, ink.colors.text());
    }

    /// The head over a stream's lanes. What it says runs on over the plot: there a long name is seen as a whole.
    ///
    /// @param onAxis whether its lanes have places on the axis that is shown
    void paintGroup(LaneRow.Group group, GroupHead head, boolean onAxis, double top, double height, double width) {
        TimelineColors colors = ink.colors;
        ink.fill(0, top, width, height, colors.frame());
        double baseline = Math.rint(top + height / 2) + 4;
        String name = group.stream().name();
        double badge = badge(head.worst(), head.open(), BADGES_RIGHT, baseline - 12, BADGE_HEIGHT);
        double room = BADGES_RIGHT - LEFT - badge - 2;
        boolean fits = Ink.width(name, Ink.NAME) <= room;
        ink.text(fits ? name : cutName(name, room, Ink.NAME), LEFT, baseline, Ink.NAME, colors.text());
        double x = TimelineLayout.HEADER_WIDTH + RIGHT;
        if (!fits) {
            ink.text(name, x, baseline, Ink.NAME, colors.text());
            x += Ink.width(name, Ink.NAME) + 10;
        }
        String about = onAxis ? head.about() : TEXTS.get("group.off", head.about());
        ink.text(OverviewPainter.cut(about, width - x - RIGHT), x, baseline, Ink.SMALL, colors.muted());
        icons.chevron(top, height, group.collapsed(), colors.muted());
        if (group.pinned()) {
            icons.pin(top, height, true, colors.accent());
        }
        ink.horizontal(top, 0, width, colors.grid());
        ink.horizontal(top + height - 1, 0, width, colors.grid());
        if (head.fraction() >= 0) {
            progress(head.fraction(), top, height);
        }
    }

    private static String cutName(String name, double room, Font font) {
        if (Ink.width(name, font) <= room) {
            return name;
        }
        // the partition's number at the end tells lanes apart, so the stream's name gives way
        int slash = name.lastIndexOf(" / ");
        String tail = slash < 0 ? "" : name.substring(slash);
        int end = slash < 0 ? name.length() : slash;
        while (end > 1 && Ink.width(name.substring(0, end) + "…" + tail, font) > room) {
            end--;
        }
        return name.substring(0, end) + "…" + tail;
    }

    /// The width that it takes.
    private double badge(@Nullable Tone worst, int open, double right, double top, double height) {
        if (worst == null) {
            return 0;
        }
        String count = Integer.toString(open);
        double text = Ink.width(count, Ink.SMALL_BOLD);
        double width = Math.max(20, text + 12);
        double left = right - width;
        ink.canvas.setFill(ink.colors.shape(worst));
        ink.canvas.fillRoundRect(left, top, width, height, 8, 8);
        Color words = worst == Tone.LOSS || worst == Tone.OK ? Color.WHITE : DARK_ON_LIGHT;
        ink.text(count, left + (width - text) / 2, top + height / 2 + 3.5, Ink.SMALL_BOLD, words);
        return width + 6;
    }

    private void progress(TimelineSource.@Nullable Coverage coverage, double top, double height) {
        if (coverage != null && coverage.running()) {
            progress(coverage.fraction(), top, height);
        }
    }

    private void progress(double fraction, double top, double height) {
        double y = top + height - 3;
        ink.fill(0, y, TimelineLayout.HEADER_WIDTH - 1, 2, ink.colors.grid());
        ink.fill(0, y, (TimelineLayout.HEADER_WIDTH - 1) * fraction, 2, ink.colors.accent());
    }
}
