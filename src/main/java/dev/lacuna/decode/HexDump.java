package dev.lacuna.decode;

import dev.lacuna.model.Bytes;
import java.util.HexFormat;

/// Bytes as lines of sixteen: offset, hex, and what is printable of them.
final class HexDump {

    private static final int WIDTH = 16;
    private static final HexFormat HEX = HexFormat.of();

    private HexDump() {}

    static String of(Bytes bytes) {
        StringBuilder text = new StringBuilder(bytes.length() * 5);
        for (int line = 0; line < bytes.length(); line += WIDTH) {
            if (line > 0) {
                text.append('\n');
            }
            text.append(HEX.toHexDigits(line)).append(' ');
            for (int i = line; i < line + WIDTH; i++) {
                text.append(i % 8 == 0 ? "  " : " ");
                text.append(i < bytes.length() ? HEX.toHexDigits(bytes.at(i)) : "  ");
            }
            text.append("  |");
            for (int i = line; i < Math.min(line + WIDTH, bytes.length()); i++) {
                byte b = bytes.at(i);
                text.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
            }
            text.append('|');
        }
        return text.toString();
    }
}
