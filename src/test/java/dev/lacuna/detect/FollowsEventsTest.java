package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.log.BaselineRecorder;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PayloadFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A detector that says it follows no events is given none: it must not look at any.
class FollowsEventsTest {

    private static final FieldSpec ALL_FIELDS = new FieldSpec(
            Optional.of("json:/seq"),
            Optional.of("key"),
            Optional.of("json:/id"),
            Optional.of("json:/time"),
            PayloadFormat.JSON);

    @Test
    void whoeverLooksAtEventsFollowsThem() throws Exception {
        PartitionContext context = new LogStory().context();
        List<Finding> findings = new java.util.ArrayList<>();
        List<Detector> detectors = new java.util.ArrayList<>();
        for (Rule rule : Rules.standard(ALL_FIELDS)) {
            detectors.add(
                    rule instanceof ComparingRule comparing
                            ? comparing
                                    .begin(new MemorySpill(1 << 20), SecondLook.none())
                                    .start(context, findings::add)
                            : rule.start(context, findings::add));
        }
        detectors.add(new BaselineRecorder(context));

        assertThat(detectors)
                .anySatisfy(detector -> assertThat(detector.followsEvents()).isFalse());
        for (Detector detector : detectors) {
            boolean looks = detector.getClass()
                            .getMethod("event", Batch.class, Event.class, Fields.class)
                            .getDeclaringClass()
                    != Detector.class;
            // the rules on rates share their counts: one of them counts, and the others have it counted
            boolean shares = detector.getClass().getSimpleName().equals("RateDetector");
            assertThat(detector.followsEvents() || shares)
                    .as(detector.getClass().getSimpleName())
                    .isEqualTo(looks);
        }
    }
}
