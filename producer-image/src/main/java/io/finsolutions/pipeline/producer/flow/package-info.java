/**
 * What the producer decides: which trades are new, which are missing, and when the exchange is
 * asked for them. Without input, output, threads or a clock of its own: events come in, and trades,
 * dead letters and requests go out through {@link
 * io.finsolutions.pipeline.producer.flow.TradePublisher} and {@link
 * io.finsolutions.pipeline.producer.flow.HistoryReader}.
 */
package io.finsolutions.pipeline.producer.flow;
