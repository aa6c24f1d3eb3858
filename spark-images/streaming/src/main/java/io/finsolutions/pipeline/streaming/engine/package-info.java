/**
 * The exact engine of the speed layer: from the records of one partition of the trades topic to
 * merged rows, each trade counted once.
 *
 * <p>It knows nothing of Spark, Kafka or Postgres; those stand behind the interfaces {@link
 * io.finsolutions.pipeline.streaming.engine.SpeedStore}, {@link
 * io.finsolutions.pipeline.streaming.engine.DeadLetters} and {@link
 * io.finsolutions.pipeline.streaming.engine.BarSink}.
 */
package io.finsolutions.pipeline.streaming.engine;
