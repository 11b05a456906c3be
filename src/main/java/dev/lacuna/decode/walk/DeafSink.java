package dev.lacuna.decode.walk;

/// Wants nothing: for a walk that only tells whether a payload can be read.
public final class DeafSink implements ValueSink {

    public static final DeafSink INSTANCE = new DeafSink();

    private DeafSink() {}

    @Override
    public boolean beginObject() {
        return false;
    }

    @Override
    public boolean member(byte[] array, int from, int to) {
        return false;
    }

    @Override
    public void endObject() {}

    @Override
    public boolean beginArray() {
        return false;
    }

    @Override
    public boolean element(int index) {
        return false;
    }

    @Override
    public void endArray() {}

    @Override
    public void none() {}

    @Override
    public void truth(boolean value) {}

    @Override
    public void integer(long value) {}

    @Override
    public void fraction(double value, boolean single) {}

    @Override
    public void number(String digits) {}

    @Override
    public void text(byte[] array, int from, int to) {}

    @Override
    public void bytes(byte[] array, int from, int to) {}

    @Override
    public void time(long stored, long seconds, int nanos) {}
}
