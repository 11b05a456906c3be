package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.source.StreamReader;
import java.util.List;

/// A reader whose work another can take over.
interface ResumableReader extends StreamReader {

    /// What is not yet handed over of the ranges that have not ended.
    List<PartitionRange> left();
}
