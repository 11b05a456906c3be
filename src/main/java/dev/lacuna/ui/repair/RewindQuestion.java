package dev.lacuna.ui.repair;

import dev.lacuna.investigation.RewindAims;
import dev.lacuna.repair.rewind.RewindAim;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/// Where a group is to go on, as somebody says it: in one of several ways, of which each keeps its answer.
final class RewindQuestion {

    /// How it is said.
    enum Way {
        FINDING,
        TIME,
        POSITION,
        SHIFT,
        GROUP
    }

    private final RewindSubject subject;
    private final Clock clock;
    private ZoneId zone;
    private final Map<Way, String> answers = new EnumMap<>(Way.class);
    private Way way;
    private boolean allStreams;

    /// @param zone where times without a zone are
    RewindQuestion(RewindSubject subject, Clock clock, ZoneId zone) {
        this.subject = subject;
        this.clock = clock;
        this.zone = zone;
        way = subject.findings().isEmpty() ? Way.TIME : Way.FINDING;
        answers.put(Way.TIME, subject.time());
        answers.put(Way.GROUP, subject.otherGroups().stream().findFirst().orElse(""));
    }

    Way way() {
        return way;
    }

    String answer() {
        return answers.getOrDefault(way, "");
    }

    boolean isAllStreams() {
        return allStreams;
    }

    /// @return whether that is another way than before
    boolean choose(Way newWay) {
        boolean another = way != newWay;
        way = newWay;
        return another;
    }

    /// @return whether that is another answer than before
    boolean answer(String text) {
        boolean another = !text.equals(answer());
        answers.put(way, text);
        return another;
    }

    /// @return whether that is another answer than before
    boolean chooseAllStreams(boolean all) {
        boolean another = all != allStreams;
        allStreams = all;
        return another;
    }

    /// Writes the time that was answered as another zone has it: what was asked for stays what is asked for.
    ///
    /// @param words how a time is written there
    void changeZone(ZoneId now, LongFunction<String> words) {
        ZoneId before = zone;
        zone = now;
        String time = answers.getOrDefault(Way.TIME, "");
        Clock still = Clock.fixed(clock.instant(), clock.getZone());
        try {
            if (RewindAims.time(time, still, before) instanceof RewindAim.AtTime was
                    && !RewindAims.time(time, still, now).equals(was)) {
                answers.put(Way.TIME, words.apply(was.millis()));
            }
        } catch (IllegalArgumentException e) {
            // what was no time there is none here, and is said to be none
        }
    }

    /// Of which stream the positions are set; empty for all.
    Optional<String> stream() {
        return allStreams ? Optional.empty() : Optional.of(subject.stream());
    }

    /// What is asked for; empty with a [#complaint()] where it can't be understood.
    Optional<RewindAim> aim() {
        try {
            return Optional.of(parsed());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Why it can't be understood.
    Optional<String> complaint() {
        try {
            parsed();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private RewindAim parsed() {
        return switch (way) {
            case FINDING -> new RewindAim.BeforeFindings(subject.findings());
            case TIME -> RewindAims.time(answer(), clock, zone);
            case POSITION -> RewindAims.position(answer());
            case SHIFT -> RewindAims.shift(answer());
            case GROUP -> new RewindAim.LikeGroup(answer().strip());
        };
    }

    /// Whether there is an answer that can be understood.
    boolean isAnswered() {
        return aim().isPresent() && (way == Way.FINDING || !answer().isBlank());
    }
}
