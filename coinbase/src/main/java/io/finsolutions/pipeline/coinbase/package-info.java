/**
 * The client of the exchange: the live feed of trades over WebSocket, and past trades, products,
 * candles and the time of day over REST.
 *
 * <p>It speaks the language of {@code market} and hides the exchange's own: two REST interfaces
 * (the Advanced Trade API, and the older Exchange API, which pages by trade id), their four shapes
 * of an error, their limits and their quirks. Facts of the exchange that are marked neither as
 * documented nor as measured here were seen in recordings.
 */
package io.finsolutions.pipeline.coinbase;
