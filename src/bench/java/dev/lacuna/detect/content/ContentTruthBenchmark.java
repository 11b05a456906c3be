package dev.lacuna.detect.content;

import dev.lacuna.decode.ContentCollector;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.detect.Feed;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.outlier.OutlierRule;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PayloadFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

/// Measures how often the rules on payloads alarm for nothing in random histories of a partition, and how many
/// planted changes and outliers they find. Every history has a seed of its own. `main [HISTORIES]`
public final class ContentTruthBenchmark {

    private static final int[] LENGTHS = {100, 300, 1_000, 5_000, 30_000};

    private ContentTruthBenchmark() {}

    public static void main(String[] args) {
        int histories = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        for (Life life : Life.values()) {
            falseAlarms("content.schema", life.name(), histories, (random, n) -> life.start(random, n));
        }
        for (Fault fault : Fault.values()) {
            found("content.schema", fault.name(), histories, (random, n, at) -> fault.start(random, n, at));
        }
        for (Numbers numbers : Numbers.values()) {
            falseAlarms("content.outlier", numbers.name(), histories, (random, n) -> {
                IntFunction<Double> series = numbers.start(random, n);
                return i -> number(series.apply(i));
            });
        }
        for (Odd odd : Odd.values()) {
            found("content.outlier", odd.name(), histories, (random, n, at) -> {
                IntFunction<Double> series = Numbers.LOG_NORMAL.start(random, n);
                return i -> number(odd.of(series.apply(i), i, n, at));
            });
        }
    }

    private interface History {
        IntFunction<String> start(Random random, int events);
    }

    private interface Planted {
        IntFunction<String> start(Random random, int events, int at);
    }

    private static void falseAlarms(String rule, String what, int histories, History history) {
        StringBuilder line = new StringBuilder();
        for (int events : LENGTHS) {
            int alarmed = 0;
            for (int seed = 0; seed < histories; seed++) {
                Random random = new Random(seed * 7_919L + events);
                List<Finding> told = scan(rule, events, history.start(random, events));
                alarmed += told.isEmpty() ? 0 : 1;
                tell(told, what + " " + events + " seed " + seed);
            }
            line.append(String.format(Locale.ROOT, " %6.2f%%", 100.0 * alarmed / histories));
        }
        System.out.printf("%s false alarms, %-18s%s%n", rule, what, line);
    }

    private static void found(String rule, String what, int histories, Planted planted) {
        StringBuilder line = new StringBuilder();
        for (int events : LENGTHS) {
            int right = 0;
            int wrong = 0;
            for (int seed = 0; seed < histories; seed++) {
                Random random = new Random(seed * 104_729L + events);
                int at = (int) (events * (0.4 + 0.4 * random.nextDouble()));
                long tolerance = Math.max(10, events / 30);
                boolean hit = false;
                List<Finding> told = scan(rule, events, planted.start(random, events, at));
                for (Finding finding : told) {
                    long from = finding.positions().from().asOffset();
                    boolean near = Math.abs(from - at) <= tolerance;
                    hit |= near;
                    wrong += near ? 0 : 1;
                }
                right += hit ? 1 : 0;
                tell(hit ? List.of() : told, what + " " + events + " seed " + seed + " at " + at);
            }
            line.append(String.format(Locale.ROOT, " %5.1f%%", 100.0 * right / histories));
            line.append(wrong > 0 ? "(+" + wrong + ")" : "");
        }
        System.out.printf("%s found, %-24s%s%n", rule, what, line);
    }

    private static void tell(List<Finding> told, String where) {
        if (!told.isEmpty() && Boolean.getBoolean("lacuna.tell")) {
            System.out.println("  " + where + ": " + told.get(0).explanation().explanation());
        }
    }

    private static List<Finding> scan(String rule, int events, IntFunction<String> payloads) {
        Rule started = rule.equals("content.schema") ? new SchemaRule() : new OutlierRule(FieldSpec.NONE);
        FieldReader reader = FieldReaders.of(FieldSpec.NONE, PayloadFormat.JSON, ContentCollector.among(1));
        Feed feed = new Feed(started);
        for (int i = 0; i < events; i++) {
            feed.payload(reader, payloads.apply(i));
        }
        return feed.end();
    }

    private static String number(double number) {
        return "{\"amount\":" + (number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number))
                + "}";
    }

    /// Lives of payloads in which no schema changes.
    private enum Life {
        /// Fields that are there in a share of the events, each by itself.
        OPTIONAL {
            @Override
            IntFunction<String> start(Random random, int events) {
                double[] shares = new double[6];
                for (int k = 0; k < shares.length; k++) {
                    shares[k] = random.nextBoolean() ? random.nextDouble() : Math.pow(10, -3 * random.nextDouble());
                }
                return i -> {
                    StringBuilder text = new StringBuilder("{\"id\":1,\"at\":\"x\"");
                    for (int k = 0; k < shares.length; k++) {
                        text.append(random.nextDouble() < shares[k] ? ",\"f" + k + "\":1" : "");
                    }
                    return text.append('}').toString();
                };
            }
        },
        /// The same, and such that are there for a while: up to a fiftieth of the history.
        CLUMPED {
            @Override
            IntFunction<String> start(Random random, int events) {
                double share = 0.02 + 0.9 * random.nextDouble();
                int clump = 1 + random.nextInt(Math.max(1, events / 50));
                boolean[] on = new boolean[3];
                return i -> {
                    StringBuilder text = new StringBuilder("{\"id\":1,\"at\":\"x\"");
                    for (int k = 0; k < on.length; k++) {
                        if (i == 0 || random.nextInt(clump) == 0) {
                            on[k] = random.nextDouble() < share;
                        }
                        text.append(",\"v" + k + "\":" + (on[k] ? "null" : "7"));
                        text.append(on[k] ? ",\"c" + k + "\":1" : "");
                    }
                    return text.append('}').toString();
                };
            }
        },
        /// Kinds of events with fields of their own, mixed, one of them rare.
        KINDS {
            @Override
            IntFunction<String> start(Random random, int events) {
                double rare = Math.pow(10, -3 * random.nextDouble());
                return i -> kind(random.nextDouble() < rare ? 2 : random.nextInt(2), random);
            }
        },
        /// Kinds of events that take turns of up to a twentieth of the history.
        TURNS {
            @Override
            IntFunction<String> start(Random random, int events) {
                int turn = 2 + random.nextInt(Math.max(1, events / 20));
                int[] kind = new int[1];
                return i -> {
                    kind[0] = i % turn == 0 ? random.nextInt(3) : kind[0];
                    return kind(kind[0], random);
                };
            }
        },
        /// One kind, and another for some hundredths of the history.
        BURST {
            @Override
            IntFunction<String> start(Random random, int events) {
                int from = random.nextInt(events);
                int to = from + 1 + random.nextInt(Math.max(1, events / 30));
                return i -> kind(i >= from && i < to && random.nextInt(3) > 0 ? 1 : 0, random);
            }
        },
        /// Names that are data.
        MAPS {
            @Override
            IntFunction<String> start(Random random, int events) {
                int names = 100 + random.nextInt(10_000);
                return i -> "{\"id\":1,\"users\":{\"u" + random.nextInt(names) + "\":{\"name\":\"x\",\"age\":7}}}";
            }
        };

        abstract IntFunction<String> start(Random random, int events);

        static String kind(int kind, Random random) {
            String note = random.nextInt(10) == 0 ? ",\"note\":\"n\"" : "";
            return switch (kind) {
                case 0 ->
                    "{\"type\":\"placed\",\"id\":1,\"total\":12.5,\"currency\":\"EUR\",\"city\":\"x\",\"items\":[1,2]"
                            + note + "}";
                case 1 -> "{\"type\":\"paid\",\"id\":1,\"method\":\"card\",\"total\":\"12.5\",\"fee\":0.3" + note + "}";
                default -> "{\"type\":\"sent\",\"id\":1,\"carrier\":\"c\",\"weight\":2,\"parcel\":{\"w\":1,\"h\":2}}";
            };
        }
    }

    /// Changes of a schema from an event on.
    private enum Fault {
        APPEARS(",\"tax\":19", ""),
        APPEARS_IN_A_FIFTH(",\"tax\":19", ""),
        VANISHES("", ",\"tax\":19"),
        RETYPED(",\"tax\":\"19\"", ",\"tax\":19"),
        NULL_IN_A_FIFTH(",\"tax\":null", ",\"tax\":19"),
        MISSING_IN_A_FIFTH("", ",\"tax\":19");

        private final String then;
        private final String before;

        Fault(String then, String before) {
            this.then = then;
            this.before = before;
        }

        IntFunction<String> start(Random random, int events, int at) {
            boolean fifth = name().endsWith("FIFTH");
            IntFunction<String> life = Life.OPTIONAL.start(random, events);
            return i -> {
                String text = life.apply(i);
                String changed = i >= at && (!fifth || i == at || random.nextInt(5) == 0) ? then : before;
                return text.substring(0, text.length() - 1) + changed + "}";
            };
        }
    }

    /// Numbers in which none is an outlier.
    private enum Numbers {
        LOG_NORMAL {
            @Override
            IntFunction<Double> start(Random random, int events) {
                double spread = 0.2 + 1.8 * random.nextDouble();
                return i -> Math.exp(4 + spread * random.nextGaussian());
            }
        },
        PARETO {
            @Override
            IntFunction<Double> start(Random random, int events) {
                double power = 0.5 + 3 * random.nextDouble();
                return i -> 10 * Math.pow(1 - random.nextDouble(), -1 / power);
            }
        },
        NORMAL {
            @Override
            IntFunction<Double> start(Random random, int events) {
                double mean = 100 * random.nextGaussian();
                return i -> mean + random.nextGaussian();
            }
        },
        EXPONENTIAL {
            @Override
            IntFunction<Double> start(Random random, int events) {
                return i -> -Math.log(1 - random.nextDouble());
            }
        },
        WHOLE_AND_FEW {
            @Override
            IntFunction<Double> start(Random random, int events) {
                double mean = 1 + 20 * random.nextDouble();
                return i -> Math.floor(-mean * Math.log(1 - random.nextDouble()));
            }
        },
        DAYS {
            @Override
            IntFunction<Double> start(Random random, int events) {
                double depth = 0.95 * random.nextDouble();
                double days = 0.5 + 5 * random.nextDouble();
                return i -> (1 + depth * Math.sin(2 * Math.PI * i * days / events))
                        * 50
                        * Math.exp(0.2 * random.nextGaussian());
            }
        },
        WANDERING {
            @Override
            IntFunction<Double> start(Random random, int events) {
                double[] at = {5};
                double step = 0.1 * random.nextDouble();
                return i -> Math.exp(at[0] += step * random.nextGaussian());
            }
        },
        TWO_SORTS {
            @Override
            IntFunction<Double> start(Random random, int events) {
                double share = Math.pow(10, -2 * random.nextDouble());
                double factor = Math.pow(10, 5 * random.nextDouble());
                return i -> (random.nextDouble() < share ? factor : 1) * Math.exp(0.4 * random.nextGaussian());
            }
        },
        IDS {
            @Override
            IntFunction<Double> start(Random random, int events) {
                double most = Math.pow(10, 4 + 11 * random.nextDouble());
                return i -> Math.floor(most * random.nextDouble());
            }
        };

        abstract IntFunction<Double> start(Random random, int events);
    }

    /// Numbers that are odd from an event on, among prices.
    private enum Odd {
        ONE_OF_A_BILLION,
        FIVE_OF_A_BILLION,
        CENTS_FROM_THEN_ON,
        CENTS_FOR_A_TENTH,
        THOUSANDTHS_FROM_THEN_ON,
        ZERO_FROM_THEN_ON,
        A_THIRD_OF_A_BILLION_FOR_A_TENTH;

        double of(double usual, int i, int events, int at) {
            boolean from = i >= at;
            boolean tenth = from && i < at + events / 10;
            return switch (this) {
                case ONE_OF_A_BILLION -> i == at ? 1e9 : usual;
                case FIVE_OF_A_BILLION -> from && i < at + 5 ? 1e9 + i : usual;
                case CENTS_FROM_THEN_ON -> from ? 100 * usual : usual;
                case CENTS_FOR_A_TENTH -> tenth ? 100 * usual : usual;
                case THOUSANDTHS_FROM_THEN_ON -> from ? usual / 1_000 : usual;
                case ZERO_FROM_THEN_ON -> from ? 0 : usual;
                case A_THIRD_OF_A_BILLION_FOR_A_TENTH -> tenth && i % 3 == 0 ? 1e9 + i : usual;
            };
        }
    }
}
