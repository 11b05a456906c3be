package dev.lacuna.cli;

/// What a command says to the shell; scripts rely on the numbers.
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    /// Findings, and `--fail-on` was given.
    FINDINGS(3),
    /// Cancelled, or a limit was hit; what was printed is true as far as it goes.
    PARTIAL(4),
    /// Read-only, or not confirmed.
    REFUSED(5),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
