package dev.lacuna.repair;

import java.security.SecureRandom;
import java.util.function.Supplier;

/// Makes ids of plans: 16 letters and digits, short enough to read out and long enough never to meet twice.
public final class PlanIds implements Supplier<String> {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 16;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        var id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
