/// Kafka as a source: Admin look-ups, readers of batches and events, transactional writes.
/// It never leaks a Kafka type; everything leaves in the model's words.
@NullMarked
package dev.lacuna.source.kafka;

import org.jspecify.annotations.NullMarked;
