package dev.lacuna.filter;

/// An expression that can't be understood, in words for whoever typed it.
public final class BadFilterException extends Exception {

    private final String problem;
    private final int position;

    BadFilterException(String expression, String problem, int position) {
        super("'" + expression + "' is no filter: " + problem + " (character " + (position + 1)
                + "). Example: value.amount > 100 && headers['region'] == 'eu'");
        this.problem = problem;
        this.position = position;
    }

    /// One clause, without the expression itself.
    public String problem() {
        return problem;
    }

    /// Where in the expression the trouble begins, counted from 0.
    public int position() {
        return position;
    }
}
