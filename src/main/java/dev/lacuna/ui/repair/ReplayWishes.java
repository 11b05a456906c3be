package dev.lacuna.ui.repair;

import dev.lacuna.investigation.CopyWords;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.repair.Choices;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.replay.PartitionMapping;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What somebody wishes of a replay, as it is typed: for a while it may make no sense. What it means is what the same
/// words mean on the command line.
///
/// @param answers what was said to each; nothing where it is missing or empty
public record ReplayWishes(Map<Wish, String> answers, List<EditWish> edits) {

    /// All as it is usually done.
    public static final ReplayWishes USUAL = new ReplayWishes(Map.of(), List.of());

    private static final Texts TEXTS = Texts.of(ReplayWishes.class);

    public ReplayWishes {
        answers = Map.copyOf(answers);
        edits = List.copyOf(edits);
    }

    /// The answer without blanks around it, or empty.
    public String get(Wish wish) {
        return answers.getOrDefault(wish, "").strip();
    }

    public ReplayWishes with(Wish wish, String text) {
        Map<Wish, String> changed = new EnumMap<>(Wish.class);
        changed.putAll(answers);
        changed.put(wish, text);
        return new ReplayWishes(changed, edits);
    }

    public ReplayWishes withEdits(List<EditWish> changed) {
        return new ReplayWishes(answers, changed);
    }

    /// Whether the same plan would be made.
    boolean plansAs(ReplayWishes other) {
        return form().equals(other.form())
                && Stream.of(Wish.values())
                        .filter(Wish::isOfThePlan)
                        .allMatch(wish -> get(wish).equals(other.get(wish)));
    }

    /// How many answers differ from the usual.
    long count(Set<Wish> asked) {
        return asked.stream()
                        .filter(wish -> wish != Wish.TO_TOPIC && !get(wish).isEmpty())
                        .count()
                + givenEdits().size();
    }

    public Optional<String> filter() {
        return said(Wish.FILTER);
    }

    /// @param usual the extractor where nothing was said
    public Choice choice(Optional<String> usual) {
        return new Choice(Optional.empty(), filter(), said(Wish.SKIP_EXISTING).or(() -> usual));
    }

    public Optional<String> said(Wish wish) {
        return Optional.of(get(wish)).filter(text -> !text.isEmpty());
    }

    public PartitionMapping mapping() {
        return CopyWords.mapping(get(Wish.TO_PARTITION));
    }

    /// The patterns that were said, in order.
    public List<String> patterns(Wish wish) {
        return Stream.of(get(wish).split("[,\\s]+"))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    public boolean keepsAllHeaders() {
        return get(Wish.KEEP_ALL_HEADERS).equals("true");
    }

    /// The edits of which anything was said, in the order in which they are done.
    public List<EditWish> givenEdits() {
        return edits.stream()
                .filter(edit -> !edit.isBlank())
                .sorted(Comparator.comparing(EditWish::kind))
                .toList();
    }

    /// How copies differ from their originals.
    ///
    /// @throws IllegalArgumentException where an edit can't be understood
    public CopyForm form() {
        List<String> dropped = new ArrayList<>(keepsAllHeaders() ? List.of() : HeaderRules.NOT_OF_A_COPY);
        dropped.addAll(patterns(Wish.DROP_HEADERS));
        List<Edit> changes = givenEdits().stream().map(EditWish::edit).toList();
        return new CopyForm(new HeaderRules(patterns(Wish.KEEP_HEADERS), dropped), changes);
    }

    /// @throws IllegalArgumentException where a rate can't be understood
    ReplayOptions options() {
        ReplayOptions options = ReplayOptions.DEFAULT;
        String rate = get(Wish.RATE);
        String bytes = get(Wish.BYTE_RATE);
        options = rate.isEmpty() ? options : options.withRate(CopyWords.perSecond(rate));
        return bytes.isEmpty() ? options : options.withByteRate(CopyWords.bytesPerSecond(bytes));
    }

    /// Why an answer can't be understood, as far as that can be told at once: not of a filter.
    Optional<String> complaint(Wish wish) {
        return switch (wish) {
            case TO_PARTITION -> told(wish, CopyWords::mapping);
            case RATE -> told(wish, CopyWords::perSecond);
            case BYTE_RATE -> told(wish, CopyWords::bytesPerSecond);
            case SKIP_EXISTING -> told(wish, WishedIds::require);
            case TO_TOPIC ->
                answers.containsKey(wish) && get(wish).isEmpty()
                        ? Optional.of(TEXTS.get("wish.topic.missing"))
                        : Optional.empty();
            case FILTER, TO_CLUSTER, KEEP_ALL_HEADERS, KEEP_HEADERS, DROP_HEADERS -> Optional.empty();
        };
    }

    private Optional<String> told(Wish wish, Function<String, ?> read) {
        String text = get(wish);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            read.apply(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(TEXTS.get("wish.slip", String.valueOf(e.getMessage())));
        }
    }

    /// Why an edit can't be done, or not beside the others.
    Optional<String> complaint(EditWish edit) {
        if (edit.isBlank()) {
            return Optional.empty();
        }
        if (edit.kind().isOfAHeader() && edit.name().contains("=")) {
            return Optional.of(TEXTS.get("edit.equals"));
        }
        try {
            Choices.check(Choice.ALL, new CopyForm(HeaderRules.ALL, List.of(edit.edit())));
        } catch (IllegalArgumentException e) {
            return Optional.of(TEXTS.get("wish.slip", String.valueOf(e.getMessage())));
        } catch (PlanException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return isTwice(edit) ? Optional.of(TEXTS.get("edit.twice")) : Optional.empty();
    }

    /// The command line takes one patch, one time, and each header once.
    private boolean isTwice(EditWish edit) {
        return edits.stream()
                        .filter(other -> !other.isBlank() && alike(edit, other))
                        .count()
                > 1;
    }

    private static boolean alike(EditWish a, EditWish b) {
        if (a.kind().isOfTheTime()) {
            return b.kind().isOfTheTime();
        }
        return a.kind() == b.kind()
                && (!a.kind().isOfAHeader() || a.name().strip().equals(b.name().strip()));
    }

    /// Whether what a plan is made of can be understood, but for a filter.
    boolean isUnderstood() {
        return answers.keySet().stream()
                        .filter(Wish::isOfThePlan)
                        .allMatch(wish -> complaint(wish).isEmpty())
                && edits.stream().allMatch(edit -> complaint(edit).isEmpty());
    }

    /// Whether what only the run goes by can be understood.
    boolean isRateUnderstood() {
        return complaint(Wish.RATE).isEmpty() && complaint(Wish.BYTE_RATE).isEmpty();
    }
}
