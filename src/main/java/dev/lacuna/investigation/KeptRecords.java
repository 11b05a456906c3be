package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.report.RecordsFile;
import dev.lacuna.report.RecordsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records of a file, which needs no source to be read, filtered and written in another form.
public final class KeptRecords {

    private static final int SAMPLED = 200;

    /// Of large values a few tell enough.
    private static final long SAMPLED_BYTES = 2 << 20;

    private final Path file;
    private final Decoding decoding;
    private final PayloadFormat format;

    private KeptRecords(Path file, Decoding decoding, PayloadFormat format) {
        this.file = file;
        this.decoding = decoding;
        this.format = format;
    }

    /// Looks at the first few, to tell how their values are read.
    public static KeptRecords of(Path file) throws RecordsFileException, IOException {
        List<@Nullable Bytes> sample = new ArrayList<>();
        long[] bytes = {0};
        RecordsFile.read(file, file.toString(), kept -> {
            Bytes payload = Decoding.payload(kept.event());
            sample.add(payload);
            bytes[0] += payload == null ? 0 : payload.length();
            return sample.size() < SAMPLED && bytes[0] < SAMPLED_BYTES;
        });
        Decoding decoding = Decoding.none();
        return new KeptRecords(file, decoding, decoding.detect(sample).format());
    }

    /// A reader of what identifies a record; for one thread.
    FieldReader ids(String extractor) {
        return new StreamReading(FieldSpec.NONE.withFormat(format), decoding).ids(extractor);
    }

    public Judge judge(EventFilter filter) {
        return filter.judge(decoding.reader(format));
    }

    /// A value as JSON; empty where it is no format that needs reading.
    public Optional<String> json(Event event) {
        return Optional.ofNullable(Decoding.payload(event))
                .flatMap(payload -> decoding.json(format, payload, Integer.MAX_VALUE));
    }

    public void read(RecordsFile.Taker taker) throws RecordsFileException, IOException {
        RecordsFile.read(file, file.toString(), taker);
    }
}
