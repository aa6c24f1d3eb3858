/**
 * Brings every trade of one product from the exchange to Kafka: the live feed as it comes, holes
 * from the exchange's history. The topic is the only state.
 *
 * <p>{@link io.finsolutions.pipeline.producer.TradeLedger}, {@link
 * io.finsolutions.pipeline.producer.HoleSchedule} and {@link
 * io.finsolutions.pipeline.producer.TradeFlow} decide, without input or output of their own; the
 * other classes are the edges.
 */
package io.finsolutions.pipeline.producer;
