package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.streaming.engine.EngineSettings;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a writer has to know, wherever Spark sends it.
 *
 * @param number counts the runs of the query; each has engines of its own
 * @param fences by partition, where the fence stood when it was decided from which offset to read
 * @param engine what is counted
 * @param database where the rows go
 * @param kafka where Kafka is
 * @param tradesTopic where the trades are
 * @param barsTopic where rows are announced
 * @param deadLetterTopic where records go that cannot be counted
 */
record QueryRun(
    long number,
    SortedMap<Integer, Long> fences,
    EngineSettings engine,
    DatabaseSettings database,
    KafkaAccess kafka,
    String tradesTopic,
    String barsTopic,
    String deadLetterTopic)
    implements Serializable {

  /** What is the same in all runs. */
  static QueryRun beforeTheFirst(
      EngineSettings engine,
      DatabaseSettings database,
      KafkaAccess kafka,
      String tradesTopic,
      String barsTopic,
      String deadLetterTopic) {
    return new QueryRun(
        0, new TreeMap<>(), engine, database, kafka, tradesTopic, barsTopic, deadLetterTopic);
  }

  /** The run after this one. */
  QueryRun next(SortedMap<Integer, Long> nextFences) {
    return new QueryRun(
        number + 1,
        new TreeMap<>(nextFences),
        engine,
        database,
        kafka,
        tradesTopic,
        barsTopic,
        deadLetterTopic);
  }
}
