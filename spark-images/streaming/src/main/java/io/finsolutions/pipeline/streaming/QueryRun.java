package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.streaming.engine.EngineSettings;
import java.io.Serializable;

/**
 * What a writer has to know, wherever Spark sends it.
 *
 * @param runId names this run of the query; a new run has new engines
 * @param engine what is counted
 * @param database where the rows go
 * @param bootstrapServers the Kafka brokers
 * @param tradesTopic where the trades are
 * @param barsTopic where rows are announced
 * @param deadLetterTopic where records go that cannot be counted
 */
record QueryRun(
    String runId,
    EngineSettings engine,
    DatabaseSettings database,
    String bootstrapServers,
    String tradesTopic,
    String barsTopic,
    String deadLetterTopic)
    implements Serializable {}
