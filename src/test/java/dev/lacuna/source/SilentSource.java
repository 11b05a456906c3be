package dev.lacuna.source;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A source that answers all questions but one, at which whoever asks waits until they are interrupted.
public final class SilentSource {

    private final String question;
    private final CountDownLatch asked = new CountDownLatch(1);

    /// @param question the method of [StreamSource] that gets no answer
    public SilentSource(String question) {
        this.question = question;
    }

    public StreamSource of(StreamSource source) {
        return (StreamSource) Proxy.newProxyInstance(
                StreamSource.class.getClassLoader(), new Class<?>[] {StreamSource.class}, (_, method, arguments) -> {
                    if (method.getName().equals(question)) {
                        answerNobody();
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /// As a client of a broker that has died behind its port.
    private void answerNobody() throws SourceException {
        asked.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(SourceException.Kind.INTERRUPTED, "The answer was not waited for.", true, e);
        }
    }

    /// Waits until somebody has asked.
    public boolean awaitQuestion() throws InterruptedException {
        return asked.await(60, TimeUnit.SECONDS);
    }
}
