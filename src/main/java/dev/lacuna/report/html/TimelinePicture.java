package dev.lacuna.report.html;

import static dev.lacuna.report.html.Markup.px;

import dev.lacuna.model.Finding;
import dev.lacuna.report.session.SavedStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// The lanes of a stream as one SVG picture: density, and the marks of findings. It is as large for a billion events as
/// for a hundred; of many lanes those with findings are drawn.
final class TimelinePicture {

    static final int MOST_LANES = 48;

    private static final int HEAD = 168;
    private static final int PLOT = 932;
    private static final int LANE = 44;
    private static final int LABELS = 15;
    private static final int AXIS = 26;
    private static final int MOST_TICKS = 7;
    private static final double USUAL = 0.98;

    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        10_800_000,
        21_600_000,
        43_200_000,
        86_400_000
    };

    private final Markup page;
    private final SavedStream stream;
    private final StreamBars bars;
    private final Map<Integer, List<Finding>> findings = new HashMap<>();

    TimelinePicture(Markup page, SavedStream stream, StreamBars bars) {
        this.page = page;
        this.stream = stream;
        this.bars = bars;
        for (Finding finding : stream.findings()) {
            if (!FindingLook.isQuiet(finding)) {
                findings.computeIfAbsent(finding.partition().number(), lane -> new ArrayList<>())
                        .add(finding);
            }
        }
    }

    void draw() {
        List<Integer> lanes = lanes();
        int height = AXIS + lanes.size() * LANE + 1;
        int width = HEAD + PLOT;
        page.open("figure");
        page.open(
                "svg",
                "class=\"timeline\" role=\"img\" viewBox=\"0 0 " + width + " " + height + "\" "
                        + Markup.attribute("aria-label", words(lanes.size())));
        page.element("title", words(lanes.size()));
        axis(height);
        double full = fullRate(lanes);
        for (int i = 0; i < lanes.size(); i++) {
            lane(lanes.get(i), AXIS + i * LANE, i % 2 == 1, full);
        }
        page.close("svg").raw("\n");
        page.element("figcaption", caption(lanes.size()));
        page.close("figure").raw("\n");
    }

    private List<Integer> lanes() {
        var withFindings = new TreeSet<>(findings.keySet());
        List<Integer> all = new ArrayList<>(stream.stream().partitions().stream()
                .map(info -> info.partition().number())
                .toList());
        if (all.size() <= MOST_LANES) {
            return all;
        }
        List<Integer> chosen = new ArrayList<>();
        all.stream().filter(withFindings::contains).limit(MOST_LANES).forEach(chosen::add);
        all.stream()
                .filter(lane -> !withFindings.contains(lane))
                .limit(MOST_LANES - chosen.size())
                .forEach(chosen::add);
        chosen.sort(null);
        return chosen;
    }

    private String words(int drawn) {
        long shown = findings.values().stream().mapToLong(List::size).sum();
        return "Timeline of " + Words.cut(stream.name(), 200) + ": " + Words.count(drawn, "partition") + ", "
                + Words.count(shown, "finding") + ", " + Words.time(bars.span().fromMillis()) + " to "
                + Words.time(bars.span().toMillis()) + " UTC";
    }

    private String caption(int drawn) {
        var caption = new StringBuilder("Events over time, "
                + Words.time(bars.span().fromMillis()) + " to "
                + Words.time(bars.span().toMillis()) + " UTC ("
                + Words.length(bars.span().millis()) + ").");
        if (bars.lanes().isEmpty()) {
            return "Findings, " + caption.substring("Events over time, ".length())
                    + " A gap report keeps no density: a session file does.";
        }
        if (bars.lanes().values().stream().anyMatch(StreamBars.Lane::estimated)) {
            caption.append(" Pale bars are estimated: spread over batches, or looked up and not read.");
        } else {
            caption.append(" Every event was counted.");
        }
        int left = stream.stream().partitions().size() - drawn;
        if (left > 0) {
            caption.append(" ").append(Words.count(left, "more partition")).append(" not drawn.");
        }
        if (bars.outside() > 0) {
            caption.append(" ")
                    .append(Words.count(bars.outside(), "event"))
                    .append(" with times far outside of that not drawn.");
        }
        return caption.toString();
    }

    private void axis(int height) {
        long span = Math.max(1, bars.span().millis());
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && span / STEPS[i] <= MOST_TICKS; i--) {
            step = STEPS[i];
        }
        while (span / step > MOST_TICKS) {
            step *= 2;
        }
        boolean days = step >= 86_400_000;
        for (long at = Math.ceilDiv(bars.span().fromMillis(), step) * step;
                at < bars.span().toMillis();
                at += step) {
            double x = HEAD + x(at);
            page.line("<path class=\"grid\" d=\"M" + px(x) + " 18 V" + height + "\"/>");
            String words = Words.time(at);
            String shown = days ? words.substring(0, 10) : words.substring(11, step < 1_000 ? 23 : 19);
            if (x < HEAD + PLOT - 40) {
                page.raw("<text class=\"tick\" x=\"" + px(x + 3) + "\" y=\"14\">")
                        .text(shown)
                        .line("</text>");
            }
        }
    }

    private double x(long millis) {
        return LaneMarks.x(millis, bars.span(), PLOT);
    }

    /// The count that fills a lane: the few that are larger are cut, and marked so.
    private double fullRate(List<Integer> lanes) {
        long[] counts = lanes.stream()
                .flatMapToLong(lane -> bars.lanes().containsKey(lane)
                        ? Arrays.stream(bars.lanes().get(lane).counts())
                        : LongStream.empty())
                .filter(count -> count > 0)
                .sorted()
                .toArray();
        return counts.length == 0 ? 1 : counts[(int) ((counts.length - 1) * USUAL)] * 1.1;
    }

    private void lane(int number, int top, boolean odd, double full) {
        page.line("<rect class=\"ground" + (odd ? " odd" : "") + "\" x=\"0\" y=\"" + top + "\" width=\"" + (HEAD + PLOT)
                + "\" height=\"" + LANE + "\"/>");
        page.line("<text class=\"name\" x=\"10\" y=\"" + (top + 18) + "\">partition " + number + "</text>");
        StreamBars.Lane lane = bars.lanes().get(number);
        if (lane != null) {
            String about = lane.unread() > 0 ? "≈ " : "";
            page.raw("<text class=\"tick\" x=\"10\" y=\"" + (top + 33) + "\">")
                    .text(about + Words.count(lane.events() + lane.unread(), "event"))
                    .line("</text>");
            bars(lane, top, full);
        }
        List<LaneMarks.Mark> marks = LaneMarks.of(findings.getOrDefault(number, List.of()), bars.span(), PLOT);
        marks.forEach(mark -> mark(mark, top));
        labels(marks, top);
        page.line("<path class=\"grid\" d=\"M0 " + (top + LANE) + " H" + (HEAD + PLOT) + "\"/>");
    }

    /// All bars of a lane as one way around them.
    private void bars(StreamBars.Lane lane, int top, double full) {
        double foot = top + LANE - 4;
        double room = LANE - LABELS - 4;
        var way = new StringBuilder();
        var cut = new StringBuilder();
        for (int i = 0; i < lane.counts().length; i++) {
            long count = lane.counts()[i];
            if (count <= 0) {
                continue;
            }
            long start = lane.startMillis() + i * lane.widthMillis();
            double left = HEAD + x(start);
            double width = HEAD + x(start + lane.widthMillis()) - left;
            if (width <= 0) {
                continue;
            }
            double height = Math.max(1, Math.min(1, count / full) * room);
            way.append('M')
                    .append(px(left))
                    .append(' ')
                    .append(px(foot))
                    .append('v')
                    .append(px(-height))
                    .append('h');
            way.append(px(Math.max(0.6, width - (width > 3 ? 0.6 : 0))))
                    .append('v')
                    .append(px(height))
                    .append('z');
            if (count > full) {
                cut.append('M')
                        .append(px(left))
                        .append(' ')
                        .append(px(foot - room - 2))
                        .append('h')
                        .append(px(width));
            }
        }
        if (!way.isEmpty()) {
            page.line("<path class=\"bars" + (lane.estimated() ? " estimated" : "") + "\" d=\"" + way + "\"/>");
        }
        if (!cut.isEmpty()) {
            page.line("<path class=\"cut\" d=\"" + cut + "\"/>");
        }
    }

    private void mark(LaneMarks.Mark mark, int top) {
        page.raw("<g class=\"" + mark.look().tone().css() + "\">");
        page.element("title", title(mark));
        double foot = top + LANE - 4;
        boolean wide = ShapeDrawing.isWide(mark.look().shape());
        double end = Math.min(HEAD + mark.end(), HEAD + PLOT);
        page.raw(ShapeDrawing.mark(mark.look(), HEAD + mark.x(), end, wide ? top + LABELS : top + 3, foot));
        page.line("</g>");
    }

    private static String title(LaneMarks.Mark mark) {
        Finding finding = mark.worst();
        return FindingLook.verdict(finding) + ": "
                + Words.cut(finding.explanation().summary(), 200) + ", "
                + Words.time(finding.time().fromMillis()) + " to "
                + Words.time(finding.time().toMillis()) + " UTC"
                + (mark.more() == 0 ? "" : ", and " + Words.count(mark.more(), "more finding") + " here");
    }

    /// Above the marks, as far as they do not run into each other.
    private void labels(List<LaneMarks.Mark> marks, int top) {
        double free = -1;
        for (int i = 0; i < marks.size(); i++) {
            LaneMarks.Mark mark = marks.get(i);
            String label = label(mark);
            double x = mark.x() + (ShapeDrawing.isWide(mark.look().shape()) ? 0 : 16);
            double end = x + label.length() * 6.4;
            double next = i + 1 < marks.size() ? marks.get(i + 1).x() : PLOT;
            if (label.isEmpty() || x < free || end > next && mark.more() == 0 && i + 1 < marks.size()) {
                continue;
            }
            if (end > PLOT) {
                x = PLOT - label.length() * 6.4 - 6;
            }
            page.raw("<text class=\"label " + mark.look().tone().css() + "\" x=\"" + px(HEAD + x) + "\" y=\""
                            + (top + 12) + "\">")
                    .text(label)
                    .line("</text>");
            free = end + 4;
        }
    }

    private static String label(LaneMarks.Mark mark) {
        String missing = Words.missing(mark.worst());
        String sign = switch (mark.look().tone()) {
            case LOSS -> "! ";
            case SUSPECT -> "? ";
            default -> "";
        };
        String words = switch (mark.look().shape()) {
            case HATCH, CHECK -> sign + missing;
            case BRACKET -> Words.length(mark.worst().time().millis());
            default -> "";
        };
        return (words + (mark.more() == 0 ? "" : " +" + Words.number(mark.more()))).strip();
    }
}
