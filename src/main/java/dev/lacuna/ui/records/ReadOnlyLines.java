package dev.lacuna.ui.records;

import java.util.List;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.BasicTextModel;
import jfx.incubator.scene.control.richtext.model.StyleAttributeMap;

/// Lines for the text control, taken as they are: nothing is copied, nothing can be changed.
record ReadOnlyLines(List<String> lines) implements BasicTextModel.Content {

    ReadOnlyLines {
        lines = lines.isEmpty() ? List.of("") : lines;
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public String getText(int index) {
        return lines.get(index);
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public int insertTextSegment(int index, int offset, String text, StyleAttributeMap attributes) {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public void insertLineBreak(int index, int offset) {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public void removeRange(TextPos start, TextPos end) {
        throw new UnsupportedOperationException("read only");
    }
}
