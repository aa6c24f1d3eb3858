/**
 * Brings every trade of one product from the exchange to Kafka: the live feed as it comes, holes
 * from the exchange's history. The topic is the only state.
 *
 * <p>The package {@link io.finsolutions.pipeline.producer.flow} decides; the classes here are the
 * edges.
 */
package io.finsolutions.pipeline.producer;
