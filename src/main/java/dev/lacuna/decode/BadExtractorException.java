package dev.lacuna.decode;

/// An extractor that can't be understood, in words for whoever typed it.
public final class BadExtractorException extends IllegalArgumentException {

    private final int position;

    BadExtractorException(String input, int position, String problem, String example) {
        super("'" + input + "' is no extractor: " + problem + " (character " + (position + 1) + "). "
                + MeantExtractor.of(input)
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Example: " + example));
        this.position = position;
    }

    /// Where in the text the trouble begins, counted from 0.
    public int position() {
        return position;
    }
}
