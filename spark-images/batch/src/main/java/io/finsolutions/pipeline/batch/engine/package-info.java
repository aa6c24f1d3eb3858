/**
 * What the batch layer decides and does, apart from where it reads and writes: which records to
 * look at, up to where trades are known, what to fold again, and what to put in place. Without
 * Spark, JDBC, threads or a clock of its own; {@link
 * io.finsolutions.pipeline.batch.engine.TradesTopic} and {@link
 * io.finsolutions.pipeline.batch.engine.FinalStore} are its edges.
 */
package io.finsolutions.pipeline.batch.engine;
