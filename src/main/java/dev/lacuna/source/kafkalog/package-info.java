/// Kafka's log format as brokers send it and keep it on disk: batches, transactions, commits of groups.
/// It never opens a connection or a file: the leaves that do share it.
@NullMarked
package dev.lacuna.source.kafkalog;

import org.jspecify.annotations.NullMarked;
