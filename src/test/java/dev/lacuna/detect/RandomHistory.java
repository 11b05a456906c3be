package dev.lacuna.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/// A history drawn at random, with its truth: numbers of one or several scopes, some lost, delayed, repeated,
/// aborted, unreadable, or counted from the start again.
public final class RandomHistory {

    /// A straggler may come this late before the rule stops waiting for others.
    private static final int HABIT = 100;

    private static final int LONGEST_LOSS = 15;

    private final Random random;
    private final boolean fromOrigin;
    private final boolean harmlessExplanations;
    private final boolean unprovable;
    private final boolean scoped;
    private final Map<String, Track> tracks = new TreeMap<>();
    private final LogStory story = new LogStory();

    public RandomHistory(long seed) {
        random = new Random(seed);
        fromOrigin = random.nextInt(3) > 0;
        harmlessExplanations = random.nextInt(3) == 0;
        int scopes = random.nextBoolean() ? 1 : 2 + random.nextInt(3);
        scoped = scopes > 1;
        for (int i = 0; i < scopes; i++) {
            tracks.put(scopes == 1 ? "" : "scope " + i, new Track());
        }
        unprovable = random.nextInt(12) == 0;
        tell();
    }

    public LogStory story() {
        return story;
    }

    /// Per scope the numbers that were lost: no event, readable or not, ever held them.
    public Map<String, TreeSet<Long>> lost() {
        Map<String, TreeSet<Long>> all = new TreeMap<>();
        tracks.forEach((scope, track) -> all.put(scope, track.lost));
        return all;
    }

    /// Of the lost ones those that nothing harmless could explain, as far as a reader of the log can know.
    public Map<String, TreeSet<Long>> provable() {
        Map<String, TreeSet<Long>> all = new TreeMap<>();
        tracks.forEach((scope, track) -> all.put(scope, track.provable()));
        return all;
    }

    private void tell() {
        if (!fromOrigin) {
            story.startingAt(5_000);
        }
        Map<String, List<Step>> left = new TreeMap<>();
        tracks.forEach((scope, track) -> left.put(scope, new ArrayList<>(track.steps)));
        while (!left.isEmpty()) {
            List<String> names = List.copyOf(left.keySet());
            String name = names.get(random.nextInt(names.size()));
            List<Step> steps = Objects.requireNonNull(left.get(name));
            for (int run = 1 + random.nextInt(8); run > 0 && !steps.isEmpty(); run--) {
                steps.remove(0).tell(story.scope(name));
            }
            if (steps.isEmpty()) {
                left.remove(name);
            }
        }
        if (unprovable) {
            switch (random.nextInt(4)) {
                case 0 -> story.incomplete();
                case 1 -> story.compactedStream();
                case 2 -> story.logEndsAt(story.nextOffset() + 1_000);
                default -> story.stableUpTo(story.nextOffset() - 1);
            }
        }
    }

    private interface Step {
        void tell(LogStory story);
    }

    /// What the log keeps in the order of its writing.
    private interface InPlace extends Step {}

    private record Unreadable() implements InPlace {
        @Override
        public void tell(LogStory story) {
            story.unreadable(1);
        }
    }

    private record Number(long number) implements Step {
        @Override
        public void tell(LogStory story) {
            story.numbers(number);
        }
    }

    /// The numbers of one scope.
    private final class Track {
        private final List<Step> steps = new ArrayList<>();
        private final TreeSet<Long> lost = new TreeSet<>();
        private final long first;
        private final long last;
        private final boolean restarts;
        private final long arrivedFirst;

        Track() {
            first = random.nextBoolean() ? 1 : 1 + random.nextInt(100_000);
            last = first + 120 + random.nextInt(random.nextInt(4) == 0 ? 900 : 250);
            restarts = random.nextInt(8) == 0;
            count(first, last);
            if (restarts) {
                count(1, 150 + random.nextInt(300));
            }
            int delays = random.nextInt(4) == 0 ? 0 : random.nextInt(20);
            int farthest = random.nextInt(3) == 0 ? 400 : 20;
            for (int i = 0; i < delays; i++) {
                int at = random.nextInt(steps.size());
                if (steps.get(at) instanceof InPlace) {
                    continue;
                }
                Step late = steps.remove(at);
                steps.add(Math.min(steps.size(), at + 1 + random.nextInt(farthest)), late);
            }
            if (!scoped) {
                // a little late, as any event may be
                for (int i = steps.size() - 1; i >= 0; i--) {
                    if (steps.get(i) instanceof Unreadable) {
                        steps.add(Math.min(steps.size() - 1, i + random.nextInt(9)), steps.remove(i));
                    }
                }
            }
            arrivedFirst = steps.stream()
                    .filter(Number.class::isInstance)
                    .mapToLong(step -> ((Number) step).number())
                    .findFirst()
                    .orElse(first);
            int repeats = random.nextInt(3) == 0 ? random.nextInt(30) : 0;
            for (int i = 0; i < repeats; i++) {
                int at = random.nextInt(steps.size());
                if (steps.get(at) instanceof Number) {
                    steps.add(Math.min(steps.size(), at + 1 + random.nextInt(200)), steps.get(at));
                }
            }
        }

        private void count(long from, long to) {
            TreeSet<Long> gone = new TreeSet<>();
            int losses = random.nextInt(6);
            Map<Long, Integer> lossAt = new TreeMap<>();
            for (int i = 0; i < losses; i++) {
                lossAt.put(from + random.nextInt((int) (to - from)), 1 + random.nextInt(LONGEST_LOSS));
            }
            for (long number = from; number <= to; number++) {
                Integer run = lossAt.get(number);
                if (run == null) {
                    steps.add(new Number(number));
                    continue;
                }
                long end = Math.min(to - 1, number + run - 1);
                lose(number, end, gone);
                number = Math.max(number, end);
            }
            lost.addAll(gone);
        }

        private void lose(long from, long to, TreeSet<Long> gone) {
            int count = (int) (to - from + 1);
            if (count < 1) {
                return;
            }
            int how = random.nextInt(harmlessExplanations ? 5 : 2);
            switch (how) {
                case 2 -> steps.add((InPlace) story -> story.aborted(count).marker());
                case 3 -> {
                    for (int i = 0; i < count; i++) {
                        steps.add(new Unreadable());
                    }
                }
                default -> {
                    for (long number = from; number <= to; number++) {
                        gone.add(number);
                    }
                    if (how > 0) {
                        InPlace instead = how == 1 ? story -> story.hole(count) : story -> story.plain(1);
                        steps.add(instead);
                    }
                }
            }
        }

        TreeSet<Long> provable() {
            if (unprovable || harmlessExplanations || restarts) {
                return new TreeSet<>();
            }
            // a reader that begins in the middle must see enough before it knows what is late and what is lost
            long from = fromOrigin ? arrivedFirst : first + 2 * HABIT + 6 * LONGEST_LOSS + 20;
            long to = last - HABIT - 3 * LONGEST_LOSS;
            return from >= to ? new TreeSet<>() : new TreeSet<>(lost.subSet(from, to));
        }
    }
}
