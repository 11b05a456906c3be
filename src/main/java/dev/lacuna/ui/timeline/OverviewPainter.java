package dev.lacuna.ui.timeline;

import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.FindingClass;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// Draws the overview strip: captions, the density of all of the axis; and, above the shade, the ticks of findings.
final class OverviewPainter {

    private static final Texts TEXTS = Texts.of(OverviewPainter.class);
    private static final double BAR = 2;
    private static final double TRIANGLE = 8;
    private static final double BARS_TOP = 11;
    private static final double CAPTION_X = 10;
    private static final double FITTING = 0.995;

    private final Ink ink;
    private final TimelineLayout layout;
    private final Formats formats;

    OverviewPainter(Ink ink, TimelineLayout layout, Formats formats) {
        this.ink = ink;
        this.layout = layout;
        this.formats = formats;
    }

    void paint(Snapshot snapshot, Axis axis, AxisWindow limits) {
        TimelineColors colors = ink.colors;
        ink.fill(0, 0, layout.width(), TimelineLayout.OVERVIEW_HEIGHT, colors.frame());
        captions(snapshot, axis);
        if (snapshot.overview().axis() == axis) {
            var scale = new AxisScale(limits, layout.plotWidth());
            unknown(snapshot, scale);
            bars(snapshot.overview(), scale);
        }
        ink.horizontal(TimelineLayout.OVERVIEW_HEIGHT - 1, 0, layout.width(), colors.grid());
    }

    private void captions(Snapshot snapshot, Axis axis) {
        Overview overview = snapshot.overview();
        String range =
                snapshot.map().extent(axis).map(span -> range(axis, span)).orElse("");
        double room = TimelineLayout.HEADER_WIDTH - CAPTION_X - 6;
        ink.text(cut(overview.title(), room, Ink.NAME), CAPTION_X, 14, Ink.NAME, ink.colors.text());
        ink.text(cut(range, room), CAPTION_X, 27, Ink.SMALL, ink.colors.muted());
        ink.text(cut(count(overview, room), room), CAPTION_X, 40, Ink.SMALL, ink.colors.muted());
    }

    private String range(Axis axis, AxisSpan all) {
        if (axis == Axis.OFFSET) {
            return TEXTS.get("axis.range", Formats.number(all.from()), Formats.number(all.to()));
        }
        TimeSpan span = all.time();
        boolean sameDay = formats.date(span.fromMillis()).equals(formats.date(span.toMillis()));
        return sameDay
                ? formats.shortSpan(toSecond(span.fromMillis()), toSecond(span.toMillis()))
                : formats.days(span.fromMillis(), span.toMillis());
    }

    /// With all its digits where there is room.
    private static String count(Overview overview, double room) {
        if (overview.events() == 0) {
            return TEXTS.get("overview.empty");
        }
        String key = overview.exact() ? "overview.exact" : "overview.estimated";
        String full = TEXTS.get(key, Formats.number(overview.events()));
        return Ink.width(full, Ink.SMALL) <= room ? full : TEXTS.get(key, Formats.compact(overview.events()));
    }

    /// Milliseconds of the very first event are no news in a caption.
    private static long toSecond(long millis) {
        return Math.floorDiv(millis, 1_000) * 1_000;
    }

    static String cut(String text, double room) {
        return cut(text, room, Ink.SMALL);
    }

    private static String cut(String text, double room, Font font) {
        if (Ink.width(text, font) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 1 && Ink.width(text.substring(0, end) + "…", font) > room) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private void unknown(Snapshot snapshot, AxisScale scale) {
        Optional<AxisSpan> extent = snapshot.map().extent(snapshot.overview().axis());
        if (extent.isEmpty()) {
            return;
        }
        double from = scale.x(extent.get().from());
        for (AxisSpan scanned : snapshot.overview().scanned()) {
            hatch(from, scale.x(scanned.from()));
            from = scale.x(scanned.to());
        }
        hatch(from, scale.x(extent.get().to()));
    }

    private void hatch(double from, double to) {
        double left = Math.max(0, from);
        double right = Math.min(layout.plotWidth(), to);
        if (right - left > 2) {
            ink.hatch(
                    TimelineLayout.HEADER_WIDTH + left,
                    0,
                    right - left,
                    TimelineLayout.OVERVIEW_HEIGHT - 1,
                    7,
                    1,
                    ink.colors.unknown());
        }
    }

    private void bars(Overview overview, AxisScale scale) {
        int columns = (int) Math.ceil(scale.width() / BAR);
        double[] rates = new double[columns];
        for (int i = 0; i < columns; i++) {
            rates[i] = meanRate(overview, scale.at(i * BAR), scale.at((i + 1) * BAR));
        }
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        double full = columns == 0 ? 0 : sorted[(int) ((columns - 1) * FITTING)];
        double room = TimelineLayout.OVERVIEW_HEIGHT - BARS_TOP - 4;
        ink.canvas.setFill(ink.colors.density());
        for (int i = 0; i < columns; i++) {
            if (rates[i] > 0 && full > 0) {
                double height = Math.max(1, Math.rint(Math.min(1, rates[i] / full) * room));
                ink.canvas.fillRect(
                        TimelineLayout.HEADER_WIDTH + i * BAR,
                        TimelineLayout.OVERVIEW_HEIGHT - 4 - height,
                        BAR,
                        height);
            }
        }
    }

    /// Events per bucket between the two places, which may lie far outside of what is known.
    static double meanRate(Overview overview, long from, long to) {
        int buckets = overview.counts().length;
        long start = Math.floorDiv(from - overview.start(), overview.bucket());
        long end = Math.ceilDiv(Math.max(to, from + 1) - overview.start(), overview.bucket());
        int first = (int) Math.clamp(start, 0L, buckets);
        int last = (int) Math.clamp(end, 0L, buckets);
        long sum = 0;
        for (int i = first; i < last; i++) {
            sum += overview.counts()[i];
        }
        return last <= first ? 0 : (double) sum / (last - first);
    }

    /// Drawn above the shade, so that no finding fades; the worst come last, on top.
    void paintTicks(Overview overview, AxisWindow limits, Set<FindingClass> hidden) {
        var scale = new AxisScale(limits, layout.plotWidth());
        overview.ticks().stream()
                .filter(tick -> !hidden.contains(tick.findingClass()))
                .sorted(Comparator.comparing(Overview.Tick::tone, Comparator.reverseOrder()))
                .forEach(tick -> triangle(TimelineLayout.HEADER_WIDTH + scale.x(tick.at()), tick.tone()));
    }

    private void triangle(double x, Tone tone) {
        Color color = ink.colors.shape(tone);
        ink.canvas.setFill(color);
        ink.canvas.fillPolygon(
                new double[] {x - TRIANGLE / 2, x + TRIANGLE / 2, x}, new double[] {2, 2, 2 + TRIANGLE * 0.85}, 3);
    }
}
