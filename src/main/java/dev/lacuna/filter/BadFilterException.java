package dev.lacuna.filter;

/// An expression that can't be understood, in words for whoever typed it.
public final class BadFilterException extends Exception {

    private final String problem;
    private final int position;
    private final String example;

    BadFilterException(String expression, String problem, int position, String example) {
        super("'" + expression + "' is no filter: " + problem + " (character " + (position + 1) + "). Example: "
                + example);
        this.problem = problem;
        this.position = position;
        this.example = example;
    }

    /// One clause, without the expression itself.
    public String problem() {
        return problem;
    }

    /// Where in the expression the trouble begins, counted from 0.
    public int position() {
        return position;
    }

    /// The same trouble in what it was made from.
    BadFilterException in(String typed, int place) {
        return new BadFilterException(typed, problem, place, example);
    }
}
