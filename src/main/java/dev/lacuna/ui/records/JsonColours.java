package dev.lacuna.ui.records;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;

/// Colours names, texts and numbers of JSON, line by line, as lines come into view.
final class JsonColours implements SyntaxDecorator {

    private static final Pattern TOKEN =
            Pattern.compile("(?<name>\"(?:[^\"\\\\]|\\\\.)*+\"(?=\\s*:))|(?<text>\"(?:[^\"\\\\]|\\\\.)*+\"?)"
                    + "|(?<number>-?\\d[\\d.eE+-]*)|(?<word>true|false|null)");
    private static final String[] KINDS = {"name", "text", "number", "word"};

    /// Longer lines are shown plain: they would cost more than colours are worth.
    private static final int LONGEST_COLOURED = 4_000;

    @Override
    public RichParagraph createRichParagraph(CodeTextModel model, int index) {
        String line = model.getPlainText(index);
        RichParagraph.Builder paragraph = RichParagraph.builder();
        if (line.length() > LONGEST_COLOURED) {
            return paragraph.addSegment(line).build();
        }
        int end = 0;
        Matcher token = TOKEN.matcher(line);
        while (token.find()) {
            if (token.start() > end) {
                paragraph.addSegment(line.substring(end, token.start()));
            }
            paragraph.addWithStyleNames(token.group(), "json-" + kind(token));
            end = token.end();
        }
        if (end < line.length() || line.isEmpty()) {
            paragraph.addSegment(line.substring(end));
        }
        return paragraph.build();
    }

    private static String kind(Matcher token) {
        for (String kind : KINDS) {
            if (token.group(kind) != null) {
                return kind;
            }
        }
        throw new IllegalStateException("a match has a kind");
    }

    @Override
    public void handleChange(
            CodeTextModel model, TextPos start, TextPos end, int charsTop, int linesAdded, int charsBottom) {
        // the lines never change
    }
}
