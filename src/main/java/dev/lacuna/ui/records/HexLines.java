package dev.lacuna.ui.records;

import dev.lacuna.model.Bytes;
import java.util.AbstractList;
import java.util.Locale;

/// Bytes as a hex dump, sixteen a line: `000010 7b 22 69 64 … {"id…`. A line is made when it is asked for, so a
/// dump of megabytes costs nothing.
final class HexLines extends AbstractList<String> {

    private static final int WIDTH = 16;

    private final Bytes bytes;

    HexLines(Bytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int size() {
        return (bytes.length() + WIDTH - 1) / WIDTH;
    }

    @Override
    public String get(int index) {
        int from = index * WIDTH;
        int to = Math.min(bytes.length(), from + WIDTH);
        StringBuilder line = new StringBuilder(80).append(String.format(Locale.ROOT, "%06x ", from));
        for (int i = from; i < from + WIDTH; i++) {
            line.append(i % 8 == 0 ? " " : "");
            if (i < to) {
                int value = bytes.at(i) & 0xff;
                line.append(Character.forDigit(value >> 4, 16))
                        .append(Character.forDigit(value & 0xf, 16))
                        .append(' ');
            } else {
                line.append("   ");
            }
        }
        line.append(' ');
        for (int i = from; i < to; i++) {
            int value = bytes.at(i);
            line.append(value >= 0x20 && value < 0x7f ? (char) value : '.');
        }
        return line.toString();
    }
}
