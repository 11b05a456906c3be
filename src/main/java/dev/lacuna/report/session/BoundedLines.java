package dev.lacuna.report.session;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// The lines of a text, none longer than is allowed: a file that was made to swell must not fill the memory.
final class BoundedLines {

    private final Reader in;
    private final int longest;
    private final char[] chunk = new char[1 << 16];
    private int at;
    private int end;

    BoundedLines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// The next line without its end; empty behind the last.
    ///
    /// @throws IllegalArgumentException where it is longer than any may be
    Optional<String> next() throws IOException {
        var line = new StringBuilder();
        boolean any = false;
        while (true) {
            if (at == end) {
                end = in.read(chunk);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return any ? Optional.of(line.toString()) : Optional.empty();
                }
            }
            any = true;
            int from = at;
            while (at < end && chunk[at] != '\n') {
                at++;
            }
            line.append(chunk, from, at - from);
            if (line.length() > longest) {
                throw new IllegalArgumentException("it is longer than any line that is saved");
            }
            if (at < end) {
                at++;
                return Optional.of(line.toString());
            }
        }
    }
}
