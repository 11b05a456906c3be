package dev.lacuna.sandbox;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Keys, JSON values and headers of the sample incident's events.
final class Payloads {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of();
    private static final List<String> CHANNELS = List.of("web", "web", "app", "app", "till");
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "EUR", "CHF", "GBP");
    private static final List<String> METHODS = List.of("card", "card", "invoice", "wallet");
    private static final List<String> TIERS = List.of("basic", "basic", "silver", "gold");
    private static final List<String> COUNTRIES = List.of("DE", "DE", "AT", "CH", "FR", "GB");

    private Payloads() {}

    static String orderId(int partition, long sequence) {
        return "O-" + partition + "-" + padded(sequence, 6);
    }

    static String customerId(int number) {
        return "C-" + padded(number, 4);
    }

    static Bytes order(Random random, int partition, long sequence, long millis, String customer) {
        return Bytes.utf8("{\"order\":\"" + orderId(partition, sequence) + "\",\"seq\":" + sequence + ",\"time\":\""
                + time(millis) + "\",\"amount\":" + amount(random) + ",\"currency\":\"" + pick(random, CURRENCIES)
                + "\",\"customer\":\"" + customer + "\",\"items\":" + (1 + random.nextInt(6)) + "}");
    }

    static Bytes payment(Random random, int partition, long sequence, long millis, String order) {
        String id = "P-" + partition + "-" + padded(sequence, 6);
        return Bytes.utf8("{\"payment\":\"" + id + "\",\"seq\":" + sequence
                + ",\"time\":\"" + time(millis) + "\",\"order\":\"" + order + "\",\"amount\":" + amount(random)
                + ",\"currency\":\"" + pick(random, CURRENCIES) + "\",\"method\":\"" + pick(random, METHODS) + "\"}");
    }

    static Bytes customer(Random random, String customer, long millis) {
        return Bytes.utf8("{\"customer\":\"" + customer + "\",\"time\":\"" + time(millis) + "\",\"tier\":\""
                + pick(random, TIERS) + "\",\"country\":\"" + pick(random, COUNTRIES) + "\",\"newsletter\":"
                + random.nextBoolean() + "}");
    }

    static List<Header> headers(Random random) {
        return List.of(
                new Header(
                        "trace-id",
                        Bytes.utf8(HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong()))),
                new Header("channel", Bytes.utf8(pick(random, CHANNELS))));
    }

    /// Headers with, on some events, what a careless copy would change: a null value, an empty one, a name twice.
    static List<Header> headers(Random random, long sequence) {
        var headers = new ArrayList<>(headers(random));
        if (sequence % 61 == 0) {
            headers.add(new Header("promotion", null));
        }
        if (sequence % 37 == 0) {
            headers.add(new Header("promotion", Bytes.EMPTY));
        }
        if (sequence % 53 == 0) {
            headers.add(new Header("via", Bytes.utf8("gateway-2")));
            headers.add(new Header("via", Bytes.utf8("gateway-1")));
        }
        return List.copyOf(headers);
    }

    /// An amount whose logarithm is normal: most are small, a few are large.
    private static String amount(Random random) {
        long cents = 199 + (long) (3500 * StrictMath.exp(0.8 * random.nextGaussian()));
        return cents / 100 + "." + padded(cents % 100, 2);
    }

    /// Written out because a format string is parsed anew for each of a hundred thousand calls.
    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
