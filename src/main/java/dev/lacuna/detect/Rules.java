package dev.lacuna.detect;

import dev.lacuna.detect.content.MalformedRule;
import dev.lacuna.detect.content.SchemaRule;
import dev.lacuna.detect.damage.DamageRule;
import dev.lacuna.detect.duplicate.DuplicateRule;
import dev.lacuna.detect.gap.OffsetsRule;
import dev.lacuna.detect.gap.ProducerRule;
import dev.lacuna.detect.log.ElectionRule;
import dev.lacuna.detect.log.OpenTransactionRule;
import dev.lacuna.detect.outlier.OutlierRule;
import dev.lacuna.detect.rate.RateRules;
import dev.lacuna.detect.time.TimeOrderRule;
import dev.lacuna.detect.time.TimeSkewRule;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import java.util.ArrayList;
import java.util.List;

/// The standard set of rules: those that can say something about a stream with the fields at hand.
public final class Rules {

    private Rules() {}

    /// Every rule whose fields the spec names, for a scan that reads events.
    public static List<Rule> standard(FieldSpec fields) {
        List<Rule> rules = new ArrayList<>();
        rules.add(new DamageRule());
        rules.add(new OffsetsRule());
        rules.add(new ProducerRule());
        rules.add(new OpenTransactionRule());
        rules.add(new ElectionRule());
        rules.addAll(RateRules.standard());
        rules.add(new MalformedRule());
        rules.add(new SchemaRule());
        rules.add(new OutlierRule(fields));
        rules.add(new TimeOrderRule());
        rules.add(new TimeSkewRule());
        if (fields.sequence().isPresent()) {
            rules.addAll(SequenceRules.standard());
        }
        if (fields.id().isPresent()) {
            rules.add(new DuplicateRule());
        }
        return List.copyOf(rules);
    }

    /// The rules of the standard set that a scan of that depth can feed.
    public static List<Rule> standard(FieldSpec fields, Depth depth) {
        switch (depth) {
            case RECORDS:
                return standard(fields);
            case BATCHES:
                return standard(fields).stream()
                        .filter(rule -> rule.needs() == Need.BATCHES)
                        .toList();
            default:
                return List.of();
        }
    }
}
